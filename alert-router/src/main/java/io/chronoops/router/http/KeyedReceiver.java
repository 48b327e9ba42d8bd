package io.chronoops.router.http;

import io.chronoops.alerts.Notification;
import io.chronoops.router.delivery.Answer;
import io.chronoops.router.delivery.Receiver;
import io.chronoops.router.delivery.SecretSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A receiver that takes JSON at an address, one of the two a secret. */
public final class KeyedReceiver implements Receiver {
    private final String name;
    private final Form form;
    private final SecretSource secret;
    private final PostJson post;

    /** Told in this form. */
    public KeyedReceiver(String name, Form form, SecretSource secret, PostJson post) {
        this.name = name;
        this.form = form;
        this.secret = secret;
        this.post = post;
    }

    /** How a kind of receiver wants to be told. */
    public interface Form {
        /** Where to post, given the secret. */
        URI address(String secret);

        /** What to post, given the secret. */
        String body(Notification notification, String secret);

        /** Least time between two posts. */
        default Duration pace() {
            return Duration.ZERO;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration pace() {
        return form.pace();
    }

    @Override
    public Answer tell(Notification notification) {
        try {
            String key = secret.read();
            return post.post(form.address(key), form.body(notification, key));
        } catch (SecretSource.Missing | IllegalArgumentException e) { // an address that is none
            return new Answer.Later(String.valueOf(e.getMessage()), Optional.empty(), true);
        }
    }
}
