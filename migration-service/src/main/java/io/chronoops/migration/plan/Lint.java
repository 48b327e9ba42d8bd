package io.chronoops.migration.plan;

import io.chronoops.migration.step.AddColumns;
import io.chronoops.migration.step.AddForeignKeyNotValid;
import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.Column;
import io.chronoops.migration.step.CreateIndexConcurrently;
import io.chronoops.migration.step.GuardLength;
import io.chronoops.migration.step.NarrowVarchar;
import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.ValidateConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds in a plan what would hurt a running application. A plan with findings is not run. */
public final class Lint {
    private static final Pattern CALL = Pattern.compile("\\w\\s*\\(");
    private static final Pattern STABLE =
            Pattern.compile("(?i)(now\\(\\)|current_timestamp(\\(\\d\\))?|transaction_timestamp\\(\\))");

    private Lint() {}

    /** All findings, the way there before the way back; empty: the plan is fit. */
    public static List<Finding> check(Plan plan) {
        var findings = new ArrayList<Finding>();
        for (Direction direction : Direction.values()) {
            var names = new HashSet<String>();
            for (Step step : plan.steps(direction)) {
                if (!names.add(step.name())) {
                    findings.add(new Finding("unique-names", step.name(), "two steps have this name"));
                }
                if (!step.table().equals(plan.table())) {
                    findings.add(new Finding("one-table", step.name(), "it changes " + step.table()));
                }
                step.sql().stream()
                        .flatMap(sql -> Statements.check(sql, direction))
                        .forEach(found -> findings.add(new Finding(found.rule(), step.name(), found.why())));
            }
            order(plan.steps(direction), findings);
        }
        if (plan.apply().isEmpty() || plan.rollback().isEmpty()) {
            findings.add(new Finding("reversible", plan.name(), "it has no steps there or none back"));
        }
        rewrites(plan, findings);
        return List.copyOf(findings);
    }

    private static void rewrites(Plan plan, List<Finding> findings) {
        plan.apply().stream()
                .filter(step -> step.cost().stopsTheApplication())
                .map(step -> new Finding(
                        "no-rewrite",
                        step.name(),
                        "it writes the table anew under " + step.lock().sql()))
                .forEach(findings::add);
        Stream.concat(plan.apply().stream(), plan.rollback().stream())
                .filter(AddColumns.class::isInstance)
                .flatMap(step -> ((AddColumns) step).columns().stream())
                .filter(column -> isVolatile(column.standard()) || isVolatile(column.existing()))
                .map(column -> new Finding(
                        "no-rewrite", column.name(), "a default that calls a function may write the table anew"))
                .forEach(findings::add);
        plan.apply().stream()
                .filter(AddColumns.class::isInstance)
                .flatMap(step -> ((AddColumns) step).columns().stream())
                .filter(Column::notNull)
                .filter(column -> column.standard() == null)
                .map(column -> new Finding(
                        "default-required",
                        column.name(),
                        "NOT NULL without default: an old application's INSERT fails"))
                .forEach(findings::add);
    }

    private static boolean isVolatile(@Nullable String literal) {
        return literal != null
                && CALL.matcher(literal).find()
                && !STABLE.matcher(literal.strip()).matches();
    }

    private static void order(List<Step> steps, List<Finding> findings) {
        for (int at = 0; at < steps.size(); at++) {
            List<Step> before = steps.subList(0, at);
            List<Step> after = steps.subList(at + 1, steps.size());
            Step step = steps.get(at);
            if (step instanceof AddForeignKeyNotValid key) {
                foreignKey(key, before, after, findings);
            } else if (step instanceof NarrowVarchar narrow) {
                var guard = new GuardLength(narrow.table(), narrow.column(), narrow.length());
                require(before.contains(guard), "guarded", narrow, "nothing keeps longer values out", findings);
            } else if (step instanceof Backfill backfill) {
                backfill(backfill, before, findings);
            }
        }
    }

    private static void backfill(Backfill backfill, List<Step> before, List<Finding> findings) {
        boolean again = before.stream().anyMatch(Backfill.class::isInstance);
        require(
                again || before.stream().noneMatch(step -> indexes(step, backfill)),
                "backfill-first",
                backfill,
                "an index on what it assigns is built before it: build it after",
                findings);
    }

    private static void foreignKey(
            AddForeignKeyNotValid key, List<Step> before, List<Step> after, List<Finding> findings) {
        require(
                after.contains(new ValidateConstraint(key.table(), key.constraint())),
                "validated",
                key,
                "nothing validates it after",
                findings);
        require(
                before.stream()
                        .anyMatch(step -> step instanceof CreateIndexConcurrently index
                                && index.columns().getFirst().equals(key.column())),
                "foreign-key-index",
                key,
                "no index on " + key.column() + " before it: each DELETE in " + key.references()
                        + " would read the whole table",
                findings);
    }

    private static boolean indexes(Step step, Backfill backfill) {
        return step instanceof CreateIndexConcurrently index
                && backfill.columns().stream()
                        .anyMatch(assigned -> index.columns().contains(assigned.column()));
    }

    private static void require(boolean holds, String rule, Step step, String why, List<Finding> findings) {
        if (!holds) {
            findings.add(new Finding(rule, step.name(), why));
        }
    }
}
