package io.tidemark.server.monitoring.delivery;

import io.tidemark.server.monitoring.delivery.DeliverySettings.MailServer;
import io.tidemark.server.monitoring.delivery.Recipients.Contact;
import io.tidemark.v1.OutboxMessage;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Hands messages to a mail server over SMTP. */
final class MailCarrier implements Carrier {

    private final MailServer server;
    private final Session session;

    MailCarrier(MailServer server, int timeoutSeconds) {
        this.server = server;
        String millis = String.valueOf(timeoutSeconds * 1_000L);
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        properties.setProperty("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(server.startTls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(server.startTls()));
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        this.session = Session.getInstance(properties);
    }

    /** What comes before the message itself may fail without harm; only while it is being handed over is there a doubt. */
    @Override
    public Outcome carry(OutboxMessage message, Contact to, HandingOver handingOver) throws InterruptedException {
        boolean isHandingOver = false;
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage mail = mail(message, to);
            connect(transport);
            handingOver.begins();
            isHandingOver = true;
            transport.sendMessage(mail, new Address[] {new InternetAddress(to.mail(), true)});
            // What fails from here on is only the leave-taking.
            return Outcome.DELIVERED;
        } catch (SendFailedException refused) {
            return isRefusal(refused)
                    ? new Outcome(End.FAILED, "the mail server refused it: " + firstLine(refused))
                    : new Outcome(End.UNKNOWN, "the connection broke while it was handed over: " + firstLine(refused));
        } catch (MessagingException failed) {
            return isHandingOver
                    ? new Outcome(End.UNKNOWN, "the connection broke while it was handed over: " + firstLine(failed))
                    : new Outcome(End.FAILED, "the mail server was not reached: " + firstLine(failed));
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (server.user().isEmpty()) {
            transport.connect();
        } else {
            transport.connect(server.user(), server.password());
        }
    }

    private MimeMessage mail(OutboxMessage message, Contact to) throws MessagingException {
        MimeMessage mail = new KeyedMail(session, message.getIdempotencyKey(), server.from());
        mail.setFrom(new InternetAddress(server.from(), true));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to.mail(), true));
        mail.setSubject(MessageText.subject(message), StandardCharsets.UTF_8.name());
        mail.setSentDate(new Date(message.getAtMillis()));
        mail.setText(MessageText.plain(message), StandardCharsets.UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        return mail;
    }

    /** A server that hangs up after the mail fails the same way as one that refuses it, only without an answer of 400 to 599. */
    private static boolean isRefusal(SendFailedException failed) {
        return !(failed instanceof SMTPSendFailedException answered)
                || answered.getReturnCode() >= 400 && answered.getReturnCode() < 600;
    }

    private static String firstLine(MessagingException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public boolean mayRepeat() {
        return false;
    }

    /** A mail whose Message-ID is the message's key, the same at every attempt. */
    private static final class KeyedMail extends MimeMessage {

        private final String id;

        KeyedMail(Session session, String key, String from) {
            super(session);
            this.id = '<' + key + '@' + from.substring(from.lastIndexOf('@') + 1) + '>';
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
