package io.chronoops.endtoend.demo;

import java.util.List;

/** One line of the demo: something is done for real, and measured. */
sealed interface Step
        permits StartStack,
                SeedDatabase,
                StartWriter,
                OperateDatabase,
                TakeBackup,
                VerifyBackup,
                MigrateUnderLoad,
                CompareCounts,
                WreckDatabase,
                RestoreBefore,
                CompareRows,
                CompareSchemas,
                CompareSequences,
                PageOnCall,
                EscalateToNextTier,
                AcknowledgeIncident {
    /** What is done, in a few words. */
    String title();

    /** Does it. */
    Figure run(Scene scene) throws Exception;

    /** All of them, in order. */
    static List<Step> all() {
        return List.of(
                new StartStack(),
                new SeedDatabase(),
                new StartWriter(),
                new OperateDatabase(),
                new TakeBackup(),
                new VerifyBackup(),
                new MigrateUnderLoad(),
                new CompareCounts(),
                new WreckDatabase(),
                new RestoreBefore(),
                new CompareRows(),
                new CompareSchemas(),
                new CompareSequences(),
                new PageOnCall(),
                new EscalateToNextTier(),
                new AcknowledgeIncident());
    }
}
