package io.chronoops.kit.operation;

import io.chronoops.ops.Reason;

/** Why a command is rejected, in a sentence that names the culprit, the value and the mend. */
public record Refusal(Reason reason, String message) {}
