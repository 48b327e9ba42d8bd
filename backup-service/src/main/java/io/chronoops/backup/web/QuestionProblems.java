package io.chronoops.backup.web;

import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What cannot be answered, as problem details with their mend. */
@RestControllerAdvice(basePackageClasses = QuestionProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QuestionProblems {
    @ExceptionHandler
    ProblemDetail failed(OperationFailed problem) {
        return detail(problem.reason(), String.valueOf(problem.getMessage()), problem.mend());
    }

    @ExceptionHandler
    ProblemDetail failed(RepositoryFailed problem) {
        return detail(problem.reason(), String.valueOf(problem.getMessage()), problem.mend());
    }

    private static ProblemDetail detail(Reason reason, String message, String mend) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(
                switch (reason) {
                    case INVALID, MALFORMED -> HttpStatus.BAD_REQUEST;
                    case NOT_FOUND, UNKNOWN_DATABASE -> HttpStatus.NOT_FOUND;
                    case NOT_COVERED, TOO_LARGE, CORRUPT, PRECONDITION -> HttpStatus.UNPROCESSABLE_CONTENT;
                    default -> HttpStatus.SERVICE_UNAVAILABLE;
                },
                message);
        detail.setProperty("reason", reason.name());
        detail.setProperty("mend", mend);
        return detail;
    }
}
