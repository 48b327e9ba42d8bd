package io.chronoops.endtoend.faults;

import io.chronoops.stack.Part;
import io.chronoops.stack.Stack;

/** A part that can be hit. */
enum Target {
    SERVICE("backup-service"),
    BROKER("broker"),
    REGISTRY("registry"),
    OPERATED("operated"),
    CONTROL("control");

    private final String part;

    Target(String part) {
        this.part = part;
    }

    Part of(Stack stack) {
        return stack.parts().stream()
                .filter(each -> each.name().equals(part))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return part;
    }
}
