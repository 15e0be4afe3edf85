package io.tidemark.server.monitoring.delivery;

import io.tidemark.v1.CaseContact;
import io.tidemark.v1.MessageLine;
import io.tidemark.v1.OutboxMessage;
import java.time.Instant;

/** A message as JSON for programs and as text for people. */
final class MessageText {

    private static final String CONTACT = "CASE_CONTACT_";
    private static final String CAUSE = "CASE_CAUSE_";

    private MessageText() {}

    /** One JSON object. */
    static String json(OutboxMessage message) {
        StringBuilder json = new StringBuilder(256 + 200 * message.getLinesCount());
        json.append("{\"key\":").append(quoted(message.getIdempotencyKey()));
        json.append(",\"to\":").append(quoted(message.getTo()));
        json.append(",\"month\":").append(quoted(message.getMonth()));
        json.append(",\"review\":").append(message.getReview());
        json.append(",\"at\":").append(time(message.getAtMillis()));
        json.append(",\"components\":").append(message.getComponents());
        json.append(",\"lines\":[");
        for (int i = 0; i < message.getLinesCount(); i++) {
            json.append(i == 0 ? "" : ",");
            line(message.getLines(i), json);
        }
        return json.append("]}").toString();
    }

    private static void line(MessageLine line, StringBuilder json) {
        json.append("{\"component\":").append(quoted(line.getComponent()));
        json.append(",\"servicePoint\":").append(quoted(line.getServicePoint()));
        json.append(",\"missingFrom\":").append(time(line.getMissingFromMillis()));
        json.append(",\"missingTo\":").append(time(line.getMissingToMillis()));
        json.append(",\"missing\":").append(line.getMissing());
        json.append(",\"contact\":").append(quoted(line.getContact().name().substring(CONTACT.length())));
        json.append(",\"reminder\":").append(line.getReminder());
        json.append(",\"cause\":").append(quoted(line.getCause().name().substring(CAUSE.length())));
        json.append('}');
    }

    private static String time(long millis) {
        return '"' + Instant.ofEpochMilli(millis).toString() + '"';
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    static String subject(OutboxMessage message) {
        int components = message.getComponents();
        return "Missing meter data for " + message.getMonth() + ": " + components
                + (components == 1 ? " component" : " components");
    }

    static String plain(OutboxMessage message) {
        StringBuilder text = new StringBuilder(256 + 100 * message.getLinesCount());
        text.append("Readings of ")
                .append(message.getComponents())
                .append(message.getComponents() == 1 ? " component" : " components")
                .append(" are missing after the review of ")
                .append(message.getMonth())
                .append(". Times are UTC.\n\n");
        for (MessageLine line : message.getLinesList()) {
            text.append(line.getComponent());
            if (!line.getServicePoint().isEmpty()) {
                text.append(" at ").append(line.getServicePoint());
            }
            text.append(": from ")
                    .append(Instant.ofEpochMilli(line.getMissingFromMillis()))
                    .append(" to ")
                    .append(Instant.ofEpochMilli(line.getMissingToMillis()));
            if (line.getContact() == CaseContact.CASE_CONTACT_REMINDER) {
                text.append(" (reminder ").append(line.getReminder()).append(')');
            }
            text.append('\n');
        }
        int more = message.getComponents() - message.getLinesCount();
        if (more > 0) {
            text.append("and ")
                    .append(more)
                    .append(" more; review ")
                    .append(message.getReview())
                    .append(" lists all.\n");
        }
        return text.append("\nMessage ")
                .append(message.getIdempotencyKey())
                .append('\n')
                .toString();
    }
}
