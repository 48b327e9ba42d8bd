package io.chronoops.kit.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The tokens that may call this service, from a file of lines {@code <role> <token>}. */
final class Tokens {
    private final List<Token> tokens;

    private Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Tokens read(Path file) {
        try {
            return new Tokens(Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Token.parse(line, file))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "tokens file " + file
                            + " cannot be read: set chronoops.tokens.file to a file of lines \"<role> <token>\"",
                    e);
        }
    }

    /** The role of a token; compares in constant time. */
    Optional<Role> roleOf(String token) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        return tokens.stream()
                .filter(known -> MessageDigest.isEqual(known.value().getBytes(StandardCharsets.UTF_8), given))
                .map(Token::role)
                .findFirst();
    }

    private record Token(Role role, String value) {
        static Token parse(String line, Path file) {
            String[] parts = line.strip().split("\\s+");
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "tokens file " + file + " has a line that is not \"<role> <token>\"");
            }
            return new Token(Role.named(parts[0]), parts[1]);
        }
    }
}
