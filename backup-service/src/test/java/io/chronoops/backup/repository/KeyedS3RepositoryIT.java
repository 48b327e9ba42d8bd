package io.chronoops.backup.repository;

import java.io.IOException;

class KeyedS3RepositoryIT implements RepositoryContract {
    private final Repository repository;

    KeyedS3RepositoryIT() throws IOException {
        Repository stored = S3Server.shared().repository(S3Server.shared().freshPrefix());
        repository =
                new KeyedRepository(stored, Keys.parse(KeyedRepositoryTest.line("k1"), "keys.txt")).encrypting(true);
    }

    @Override
    public Repository repository() {
        return repository;
    }
}
