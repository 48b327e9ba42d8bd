package io.chronoops.kit.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a token may do; each may all that the one before may. */
enum Role {
    VIEWER,
    OPERATOR,
    ADMIN;

    static Role named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "role " + name + " in the tokens file is none of viewer, operator, admin");
        }
    }

    /** This role and the lesser ones, as Spring Security names them. */
    List<String> authorities() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .map(role -> "ROLE_" + role.name())
                .toList();
    }
}
