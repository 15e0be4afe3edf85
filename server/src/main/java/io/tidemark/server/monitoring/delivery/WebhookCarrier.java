package io.tidemark.server.monitoring.delivery;

import io.tidemark.server.monitoring.delivery.Recipients.Contact;
import io.tidemark.v1.OutboxMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands messages to webhooks, as JSON in a POST.
 *
 * <p>{@code Idempotency-Key} is the same at every attempt of a message. {@code Tidemark-Signature} is {@code t=SECONDS,v1=HEX}
 * with the HMAC-SHA-256 of {@code SECONDS.BODY} under the contact's secret; the seconds are those of the attempt, since
 * 1970. Any answer of 200 to 299 takes the message over.
 */
final class WebhookCarrier implements Carrier {

    private static final String HMAC = "HmacSHA256";

    private final HttpClient client;
    private final Duration timeout;
    private final Clock clock;

    WebhookCarrier(int timeoutSeconds, Clock clock) {
        this.timeout = Duration.ofSeconds(timeoutSeconds);
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public Outcome carry(OutboxMessage message, Contact to, HandingOver handingOver) throws InterruptedException {
        String body = MessageText.json(message);
        HttpRequest.Builder request = HttpRequest.newBuilder(to.webhook())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.getIdempotencyKey())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!to.secret().isEmpty()) {
            request.header("Tidemark-Signature", signature(to.secret(), clock.millis() / 1_000, body));
        }
        handingOver.begins();
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status >= 200 && status < 300
                    ? Outcome.DELIVERED
                    : new Outcome(End.FAILED, "the webhook answered with status " + status);
        } catch (IOException unreachable) {
            String what = unreachable.getMessage() == null
                    ? unreachable.getClass().getSimpleName()
                    : unreachable.getMessage();
            return new Outcome(End.FAILED, "the webhook was not reached: " + what);
        }
    }

    /** The value of the header. */
    static String signature(String secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] sum = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + HMAC, missing);
        }
    }

    @Override
    public boolean mayRepeat() {
        return true;
    }
}
