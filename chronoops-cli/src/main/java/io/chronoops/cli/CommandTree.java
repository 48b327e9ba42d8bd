package io.chronoops.cli;

import io.chronoops.cli.backup.BackupCommand;
import io.chronoops.cli.backup.BackupsCommand;
import io.chronoops.cli.backup.CatalogCommand;
import io.chronoops.cli.backup.CleanupCommand;
import io.chronoops.cli.backup.CompactCommand;
import io.chronoops.cli.backup.DrillCommand;
import io.chronoops.cli.backup.ExportBackup;
import io.chronoops.cli.backup.ListBackups;
import io.chronoops.cli.backup.PinBackup;
import io.chronoops.cli.backup.ProveCommand;
import io.chronoops.cli.backup.RebuildCatalog;
import io.chronoops.cli.backup.ShowBackup;
import io.chronoops.cli.backup.UnpinBackup;
import io.chronoops.cli.backup.VerifyBackups;
import io.chronoops.cli.coverage.CoverageCommand;
import io.chronoops.cli.database.AddDatabase;
import io.chronoops.cli.database.CheckDatabase;
import io.chronoops.cli.database.DatabasesCommand;
import io.chronoops.cli.database.ListDatabases;
import io.chronoops.cli.database.PrepareDatabase;
import io.chronoops.cli.database.RemoveDatabase;
import io.chronoops.cli.incident.AckIncident;
import io.chronoops.cli.incident.IncidentsCommand;
import io.chronoops.cli.incident.ListIncidents;
import io.chronoops.cli.incident.ResolveIncident;
import io.chronoops.cli.incident.ShowIncident;
import io.chronoops.cli.mark.ListMarks;
import io.chronoops.cli.mark.MarkCommand;
import io.chronoops.cli.mark.MarksCommand;
import io.chronoops.cli.migrate.ApplyPlan;
import io.chronoops.cli.migrate.ListPlans;
import io.chronoops.cli.migrate.MigrateCommand;
import io.chronoops.cli.migrate.MigrationStatus;
import io.chronoops.cli.migrate.RollbackPlan;
import io.chronoops.cli.migrate.ShowPlan;
import io.chronoops.cli.migrate.VacuumCommand;
import io.chronoops.cli.monitor.MonitorCommand;
import io.chronoops.cli.operation.CancelOperation;
import io.chronoops.cli.operation.ListOperations;
import io.chronoops.cli.operation.OperationsCommand;
import io.chronoops.cli.operation.ShowOperation;
import io.chronoops.cli.restore.RestoreCommand;
import io.chronoops.cli.schedule.ListSchedules;
import io.chronoops.cli.schedule.SchedulesCommand;
import io.chronoops.cli.session.Globals;
import io.chronoops.cli.session.Session;
import io.chronoops.cli.timeline.ChangesCommand;
import io.chronoops.cli.timeline.DiffCommand;
import io.chronoops.cli.timeline.FindCommand;
import io.chronoops.cli.timeline.HistoryCommand;
import io.chronoops.cli.timeline.ReplayCommand;
import io.chronoops.cli.timeline.UndoCommand;
import picocli.CommandLine;

/** Which commands there are; a new one is added here. */
final class CommandTree {
    private final Session session;

    CommandTree(Session session) {
        this.session = session;
    }

    CommandLine build(Globals globals) {
        var line = new CommandLine(new Chronoops()).addMixin("globals", globals);
        line.addSubcommand(new BackupCommand(session))
                .addSubcommand(new CommandLine(new BackupsCommand())
                        .addSubcommand(new ListBackups(session))
                        .addSubcommand(new ShowBackup(session))
                        .addSubcommand(new VerifyBackups(session))
                        .addSubcommand(new PinBackup(session))
                        .addSubcommand(new UnpinBackup(session))
                        .addSubcommand(new ExportBackup(session)))
                .addSubcommand(new DrillCommand(session))
                .addSubcommand(new ProveCommand(session))
                .addSubcommand(new CleanupCommand(session))
                .addSubcommand(new CompactCommand(session))
                .addSubcommand(new CommandLine(new SchedulesCommand()).addSubcommand(new ListSchedules(session)))
                .addSubcommand(new CommandLine(new CatalogCommand()).addSubcommand(new RebuildCatalog(session)))
                .addSubcommand(new CommandLine(new DatabasesCommand())
                        .addSubcommand(new ListDatabases(session))
                        .addSubcommand(new AddDatabase(session))
                        .addSubcommand(new CheckDatabase(session))
                        .addSubcommand(new PrepareDatabase(session))
                        .addSubcommand(new RemoveDatabase(session)))
                .addSubcommand(new CoverageCommand(session))
                .addSubcommand(new MarkCommand(session))
                .addSubcommand(new CommandLine(new MarksCommand()).addSubcommand(new ListMarks(session)))
                .addSubcommand(new RestoreCommand(session))
                .addSubcommand(new FindCommand(session))
                .addSubcommand(new HistoryCommand(session))
                .addSubcommand(new DiffCommand(session))
                .addSubcommand(new UndoCommand(session))
                .addSubcommand(new ChangesCommand(session))
                .addSubcommand(new ReplayCommand(session))
                .addSubcommand(new CommandLine(new MigrateCommand())
                        .addSubcommand(new ListPlans(session))
                        .addSubcommand(new ShowPlan(session))
                        .addSubcommand(new ApplyPlan(session))
                        .addSubcommand(new MigrationStatus(session))
                        .addSubcommand(new RollbackPlan(session)))
                .addSubcommand(new VacuumCommand(session))
                .addSubcommand(new MonitorCommand(session))
                .addSubcommand(new CommandLine(new IncidentsCommand())
                        .addSubcommand(new ListIncidents(session))
                        .addSubcommand(new ShowIncident(session))
                        .addSubcommand(new AckIncident(session))
                        .addSubcommand(new ResolveIncident(session)))
                .addSubcommand(new CommandLine(new OperationsCommand())
                        .addSubcommand(new ListOperations(session))
                        .addSubcommand(new ShowOperation(session))
                        .addSubcommand(new CancelOperation(session)))
                .addSubcommand(new CompletionCommand(session));
        HelpStyle.apply(line);
        return line;
    }
}
