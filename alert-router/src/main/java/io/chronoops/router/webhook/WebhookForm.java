package io.chronoops.router.webhook;

import io.chronoops.alerts.Notification;
import io.chronoops.kit.wire.AvroJson;
import io.chronoops.router.http.KeyedReceiver.Form;
import java.net.URI;

/** Any endpoint: the notification as it stands in the log, as JSON. The secret is the address. */
public final class WebhookForm implements Form {
    @Override
    public URI address(String secret) {
        return URI.create(secret);
    }

    @Override
    public String body(Notification notification, String secret) {
        return AvroJson.write(notification);
    }
}
