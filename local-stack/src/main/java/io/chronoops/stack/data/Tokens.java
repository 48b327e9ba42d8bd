package io.chronoops.stack.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One bearer token a role, and the file that services read: lines of role and token. */
public record Tokens(Secrets secrets) {
    private static final List<String> ROLES = List.of("viewer", "operator", "admin");
    private static final String FILE = "tokens";

    /** The token of a role. */
    public String of(String role) {
        if (!ROLES.contains(role)) throw new IllegalArgumentException("no role " + role + ", there are " + ROLES);
        return secrets.get("token/" + role);
    }

    /** The file with all of them. */
    public Path file() {
        return secrets.put(
                FILE, ROLES.stream().map(role -> role + " " + of(role) + "\n").collect(Collectors.joining()));
    }
}
