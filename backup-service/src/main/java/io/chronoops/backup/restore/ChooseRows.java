package io.chronoops.backup.restore;

import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans which tables are restored, and which of their rows stay. */
final class ChooseRows {
    private final PlanRestore planRestore;
    private final Repository repository;

    ChooseRows(PlanRestore planRestore, Repository repository) {
        this.planRestore = planRestore;
        this.repository = repository;
    }

    /** The plan, with the tables that are referred to where those are wanted, and what is taken off afterwards. */
    record Chosen(RestorePlan plan, Narrowing rows) {}

    /** Why rows can never be chosen so; empty: it may be tried. */
    static Optional<String> objection(RestoreCommand wish) {
        if (wish.getWhere() != null && (wish.getTables().size() != 1 || wish.getReplace())) {
            return Optional.of("where takes some rows of one table: name exactly one, and no replace");
        }
        if (wish.getWithReferenced() && (wish.getTables().isEmpty() || wish.getReplace())) {
            return Optional.of("with referenced goes with tables that are named, and no replace");
        }
        return Optional.empty();
    }

    Chosen choose(String source, RestoreCommand wish, Target target) throws IOException {
        RestorePlan plan = planRestore.plan(source, wish.getBackupId(), target, wish.getTables());
        if (!wish.getWithReferenced()) {
            return new Chosen(plan, new Narrowing(plan.tables(), wish.getWhere(), List.of()));
        }
        References all = References.of(new Script(repository, plan.base()).entries(Script.POST_DATA));
        Set<String> closure = all.closure(plan.tables());
        refuseWithoutRows(plan, closure);
        var followed = new References(
                all.all().stream().filter(one -> closure.contains(one.table())).toList());
        return new Chosen(
                planRestore.plan(source, plan.base().id(), target, List.copyOf(closure)),
                new Narrowing(plan.tables(), wish.getWhere(), followed.all()));
    }

    private static void refuseWithoutRows(RestorePlan plan, Set<String> tables) {
        for (String table : tables) {
            if (plan.base().tables().stream().noneMatch(one -> one.title().equals(table))) {
                throw new OperationFailed(
                        Reason.INVALID,
                        table + " is referred to and is partitioned, or not in backup "
                                + plan.base().id() + ": its rows cannot be chosen",
                        "leave --with-referenced out");
            }
        }
    }
}
