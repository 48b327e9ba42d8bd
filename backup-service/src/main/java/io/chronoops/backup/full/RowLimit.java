package io.chronoops.backup.full;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.chronoops.backup.full.SourceTables.SourceTable;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * How large a row's text may be. The driver takes a row whole, two are held at once by two jobs: rows up to 32 MB fit into
 * the heap that the service has in any case, larger ones need twice themselves beside it.
 */
public record RowLimit(long heap, long most) {
    private static final long MEBIBYTE = 1 << 20;
    private static final long SMALL = 32 * MEBIBYTE;
    private static final long SERVICE = 256 * MEBIBYTE;
    private static final int HELD = 2;

    /** By the heap that this service was given: as -Xmx says it, where a JVM tells less for what is usable at once. */
    public static RowLimit ofThisHeap() {
        var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return of(
                machine == null
                        ? Runtime.getRuntime().maxMemory()
                        : Long.parseLong(machine.getVMOption("MaxHeapSize").getValue()));
    }

    static RowLimit of(long heap) {
        return new RowLimit(heap, Math.max(SMALL, (heap - SERVICE) / HELD));
    }

    /** Before it costs the service more than its table. */
    void refuseTooLarge(SourceTable table, int bytes) {
        if (bytes > most + MEBIBYTE) { // the text of a value of exactly the limit is a little longer
            throw new OperationFailed(
                    Reason.TOO_LARGE,
                    "a row of " + table.title() + " is " + bytes / MEBIBYTE + " MB of text, more than the "
                            + most / MEBIBYTE + " MB that fit into this service's heap of " + heap / MEBIBYTE + " MB",
                    mend((SERVICE + (long) HELD * bytes) / MEBIBYTE + 1 + "m"));
        }
    }

    /** One that did not even fit alone: nobody knows how large it is. */
    public OperationFailed doesNotFit(String table, @Nullable Throwable cause) {
        return new OperationFailed(
                Reason.TOO_LARGE,
                "a row of " + table + " does not fit into this service's heap of " + heap / MEBIBYTE
                        + " MB; rows up to " + most / MEBIBYTE + " MB of text do",
                mend(" of 256 MB plus twice the largest row's text (that of bytea is twice its bytes)"),
                cause);
    }

    private static String mend(String heap) {
        return "start backup-service with -Xmx" + heap
                + ", or back the other tables up alone (--tables), then try again";
    }
}
