package io.chronoops.router.web;

import io.chronoops.router.view.AlertLog.NotAppended;
import io.chronoops.router.view.Incidents.NotReady;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The router's own errors as problem details. */
@RestControllerAdvice
final class RouterProblems {
    @ExceptionHandler
    ProblemDetail notReady(NotReady problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notAppended(NotAppended problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(problem.getMessage()));
    }
}
