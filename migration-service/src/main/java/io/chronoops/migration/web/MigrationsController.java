package io.chronoops.migration.web;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.plan.Plans;
import io.chronoops.migration.run.ConnectionLost;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Plans, the SQL of their steps with locks and costs, and with a database named also where they stand there. */
@RestController
@RequestMapping("/api/v1/migrations")
public final class MigrationsController {
    private final Plans plans;
    private final LookAtPlan lookAtPlan;

    /** For these plans. */
    public MigrationsController(Plans plans, LookAtPlan lookAtPlan) {
        this.plans = plans;
        this.lookAtPlan = lookAtPlan;
    }

    @GetMapping
    List<PlanView> all(@RequestParam(name = "database", required = false) @Nullable String database) {
        return plans.all().stream()
                .map(plan -> view(plan, Direction.APPLY, database))
                .toList();
    }

    @GetMapping("/{plan}")
    PlanView one(
            @PathVariable("plan") String name,
            @RequestParam(name = "database", required = false) @Nullable String database,
            @RequestParam(name = "rollback", defaultValue = "false") boolean rollback) {
        Plan plan = plans.find(name)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "there is no plan \"" + name + "\"; this version knows " + plans.names()));
        return view(plan, Direction.of(rollback), database);
    }

    private PlanView view(Plan plan, Direction direction, @Nullable String database) {
        return database == null ? PlanView.of(plan, direction) : lookAtPlan.at(database, plan, direction);
    }

    @ExceptionHandler
    ProblemDetail failed(OperationFailed failed) {
        HttpStatus status =
                switch (failed.reason()) {
                    case UNKNOWN_DATABASE, NOT_FOUND -> HttpStatus.NOT_FOUND;
                    case SOURCE_UNREACHABLE, TIMEOUT -> HttpStatus.SERVICE_UNAVAILABLE;
                    default -> HttpStatus.UNPROCESSABLE_CONTENT;
                };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(failed.getMessage()));
        problem.setProperty("reason", failed.reason().name());
        problem.setProperty("mend", failed.mend());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unreachable(ConnectionLost lost) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the operated server does not answer: " + lost.getMessage());
    }
}
