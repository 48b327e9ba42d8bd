package io.chronoops.backup.proof;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one run proves.
 *
 * @param tables compared in one run
 * @param largest tables with more COPY text in the base than this, or a larger heap, are left to drills
 */
@ConfigurationProperties("chronoops.proof")
public record ProofProperties(
        @DefaultValue("10") int tables,
        @DefaultValue("256MB") DataSize largest) {
    public ProofProperties {
        if (tables < 1) {
            throw new IllegalArgumentException("chronoops.proof.tables must be 1 or more, was " + tables);
        }
    }

    /** Where tables are named, they are proven however large they are. */
    ProofProperties forAll(int named) {
        return new ProofProperties(named, DataSize.ofBytes(Long.MAX_VALUE));
    }
}
