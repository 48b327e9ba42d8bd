package io.chronoops.backup.repository;

class S3RepositoryIT implements RepositoryContract {
    private final Repository repository =
            S3Server.shared().repository(S3Server.shared().freshPrefix());

    @Override
    public Repository repository() {
        return repository;
    }
}
