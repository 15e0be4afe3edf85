package io.tidemark.client.cli.csv;

import io.tidemark.client.cli.UsageException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A file as it lies: plain, gzip, or a zip with one or several files in it. What it is shows in its first bytes, whatever
 * its name says.
 */
final class InputFile implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final CountingInputStream raw;
    private final ZipInputStream zip;
    private InputStream single;

    private InputFile(Path path, CountingInputStream raw, ZipInputStream zip, InputStream single) {
        this.path = path;
        this.raw = raw;
        this.zip = zip;
        this.single = single;
    }

    static InputFile open(Path path) {
        try {
            CountingInputStream raw = new CountingInputStream(Files.newInputStream(path));
            BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
            buffered.mark(4);
            int first = buffered.read();
            int second = buffered.read();
            buffered.reset();
            if (first == 'P' && second == 'K') {
                return new InputFile(path, raw, new ZipInputStream(buffered), null);
            }
            boolean gzip = first == 0x1f && second == 0x8b;
            return new InputFile(path, raw, null, gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered);
        } catch (IOException e) {
            throw new UsageException(path + " cannot be read: " + describe(e), e);
        }
    }

    /** The next file in it; null after the last. Owned by this object, and good until the next call. */
    InputStream nextPart() throws IOException {
        if (zip == null) {
            InputStream only = single;
            single = null;
            return only;
        }
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && isNoData(entry)) {
            entry = zip.getNextEntry();
        }
        return entry == null ? null : new Unclosed(zip);
    }

    private static boolean isNoData(ZipEntry entry) {
        String name = entry.getName();
        return entry.isDirectory()
                || name.startsWith("__MACOSX/")
                || name.substring(name.lastIndexOf('/') + 1).startsWith(".");
    }

    /** How many of its bytes have been read so far, as they lie on disk. */
    long bytesRead() {
        return raw.count();
    }

    static long sizeBytes(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UsageException(path + " cannot be read: " + describe(e), e);
        }
    }

    /** Why a file could not be read; an absent one gives only its own name as its message. */
    static String describe(IOException failure) {
        if (failure instanceof java.nio.file.NoSuchFileException) {
            return "there is no such file";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    /** Closing a part must not close the zip around it. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the file as a whole is closed by its owner
        }
    }
}
