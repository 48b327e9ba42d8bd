package io.chronoops.router.delivery;

/** Where a receiver's key or address is; asked at each send, so that a new one is taken without a restart. */
public interface SecretSource {
    /** The secret; throws {@link Missing} where there is none. */
    String read();

    /** There is no such secret yet; the message says where to put it. */
    final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Missing(String message) {
            super(message);
        }
    }
}
