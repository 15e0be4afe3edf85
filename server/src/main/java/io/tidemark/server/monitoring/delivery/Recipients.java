package io.tidemark.server.monitoring.delivery;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where the messages of each recipient go. */
public record Recipients(List<Contact> contacts) {

    /** Copies the list, so that the record never changes. */
    public Recipients {
        contacts = List.copyOf(contacts);
    }

    /**
     * Where the messages of a recipient go: to a webhook or to a mailbox.
     *
     * @param to {@code provider:ID} or {@code customer:ID}; with {@code *} in place of the id, all that no other names
     * @param webhook null for mail
     * @param secret signs what goes to the webhook; empty when it is not signed
     * @param mail address of the mailbox; null for a webhook
     */
    public record Contact(String to, URI webhook, String secret, String mail) {

        /** Without the secret. */
        @Override
        public String toString() {
            return to + " by " + (webhook == null ? "mail" : "webhook");
        }
    }

    /** The contact of a recipient: the one that names it, else the one for all of its kind. */
    public Optional<Contact> of(String to) {
        String any = to.substring(0, to.indexOf(':') + 1) + '*';
        return find(to).or(() -> find(any));
    }

    private Optional<Contact> find(String to) {
        return contacts.stream().filter(contact -> contact.to().equals(to)).findFirst();
    }
}
