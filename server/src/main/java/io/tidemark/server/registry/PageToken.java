package io.tidemark.server.registry;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.form.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Where a list goes on, as clients get it: base64url of
 *
 * <pre>
 *   0        1              5
 *   version  CRC-32C        last key of the page before, UTF-8
 *            of kind, filter, key
 * </pre>
 *
 * <p>The checksum ties the token to the list it came from; it is no secret.
 */
final class PageToken {

    private static final byte VERSION = 1;
    private static final int KEY_AT = 5;
    private static final Pattern HANDLE = Pattern.compile("[1-9][0-9]{0,8}");

    private PageToken() {}

    /** The token with which the list goes on behind a key. */
    static String of(String kind, String filter, String key) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] token = ByteBuffer.allocate(KEY_AT + keyBytes.length)
                .put(VERSION)
                .putInt(checksum(kind, filter, keyBytes))
                .put(keyBytes)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * The key behind which a list goes on; empty for an empty token.
     *
     * @throws Refusal when the token does not come from the same list
     */
    static String key(String kind, String filter, String token) {
        if (token.isEmpty()) {
            return "";
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() > KEY_AT && bytes.get() == VERSION) {
                int checksum = bytes.getInt();
                byte[] key = new byte[bytes.remaining()];
                bytes.get(key);
                if (checksum == checksum(kind, filter, key)) {
                    return new String(key, StandardCharsets.UTF_8);
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, like any other that is not ours.
        }
        throw notOurs(token);
    }

    /**
     * The handle behind which a list of components goes on; 0 for an empty token.
     *
     * @throws Refusal when the token does not come from the same list
     */
    static int handle(String kind, String filter, String token) {
        String key = key(kind, filter, token);
        if (key.isEmpty()) {
            return 0;
        }
        // A checksum can be made to fit; the key may be anything.
        if (HANDLE.matcher(key).matches() && Integer.parseInt(key) <= ComponentTable.HANDLE_MAX) {
            return Integer.parseInt(key);
        }
        throw notOurs(token);
    }

    private static Refusal notOurs(String token) {
        return Refusal.invalid(
                Reason.BAD_PAGE_TOKEN,
                "page_token",
                token,
                "it does not come from an answer to this list with this filter; begin again without one");
    }

    private static int checksum(String kind, String filter, byte[] key) {
        CRC32C crc = new CRC32C();
        crc.update(kind.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(filter.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(key);
        return (int) crc.getValue();
    }
}
