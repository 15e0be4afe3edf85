package io.tidemark.server.batch;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes readings batches field by field, in every form that protobuf allows and in some that it does not: fields in any
 * order, given twice, unpacked, of the wrong type, unknown, cut off.
 */
final class RandomBatchBytes {

    /** What is unusual about a batch, or wrong. */
    enum Trait {
        /** Fields do not come in the order of their numbers. */
        ANY_ORDER,
        /** A field comes twice. */
        REPEATED,
        /** A column comes in two packed pieces. */
        IN_PIECES,
        /** A column comes entry by entry. */
        UNPACKED,
        /** A column has more entries than the others. */
        UNEVEN,
        /** A known field comes as another type. */
        WRONG_WIRE_TYPE,
        /** A field is not in the contract. */
        UNKNOWN_FIELD,
        /** A length says more than there is, or less than nothing. */
        BAD_LENGTH,
        /** A bit is another. */
        FLIPPED_BIT
    }

    private final SplittableRandom random;
    private final Set<Trait> always;

    /** Batches that have any of the traits now and then. */
    RandomBatchBytes(SplittableRandom random) {
        this(random, EnumSet.noneOf(Trait.class));
    }

    /** Batches that have some of the traits wherever they can. */
    RandomBatchBytes(SplittableRandom random, Set<Trait> always) {
        this.random = random;
        this.always = always;
    }

    private boolean has(Trait trait, int onceIn) {
        return random.nextInt(onceIn) == 0 || always.contains(trait);
    }

    /** One field as it lies on the wire. */
    private interface Field {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    byte[] next() {
        List<Field> fields = new ArrayList<>();
        if (random.nextInt(8) != 0) {
            fields.add(sequence());
        }
        int contents = random.nextInt(10) == 0 ? 2 : random.nextInt(10) == 0 ? 0 : 1;
        for (int k = 0; k < contents; k++) {
            fields.add(content());
        }
        spoil(fields);
        byte[] bytes = written(fields);
        if (bytes.length > 0 && has(Trait.FLIPPED_BIT, 12)) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private Field sequence() {
        long sequence = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(1_000);
        return out -> out.writeUInt64(1, sequence);
    }

    private Field content() {
        int content = 2 + random.nextInt(3);
        int rows = random.nextInt(5);
        List<Field> columns = new ArrayList<>();
        int[] widths =
                content == 2 ? new int[] {4, 8, 8, 4} : content == 3 ? new int[] {4, 8, 4, 8, 4} : new int[] {4, 8, 8};
        int[] counts = new int[rows];
        int values = 0;
        for (int row = 0; row < rows; row++) {
            counts[row] = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3);
            values += counts[row];
        }
        for (int k = 0; k < widths.length; k++) {
            int field = k + 1;
            boolean isCondition = content == 2 ? field == 4 : content == 3 && field == 5;
            boolean isTime = content == 2 && field == 2;
            if ((isCondition && random.nextBoolean()) || (isTime && random.nextInt(3) == 0)) {
                continue;
            }
            int entries = content == 3 && field >= 4 ? values : rows;
            if (has(Trait.UNEVEN, 25)) {
                entries += 1 + random.nextInt(2);
            }
            int[] ofCounts = content == 3 && field == 3 ? counts : null;
            addColumn(columns, field, widths[k], entries, ofCounts);
        }
        if (content == 2 && random.nextBoolean()) {
            long common = random.nextLong();
            columns.add(out -> out.writeSFixed64(5, common));
        }
        if (content != 4 && random.nextInt(3) == 0) {
            int common = random.nextInt();
            columns.add(out -> out.writeFixed32(6, common));
        }
        spoil(columns);
        byte[] bytes = written(columns);
        return out -> out.writeByteArray(content, bytes);
    }

    private void addColumn(List<Field> columns, int field, int width, int entries, int[] counts) {
        byte[] packed = new byte[entries * width];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) random.nextInt(256);
        }
        for (int row = 0; counts != null && row < Math.min(entries, counts.length); row++) {
            packed[4 * row] = (byte) counts[row];
            packed[4 * row + 1] = 0;
            packed[4 * row + 2] = 0;
            packed[4 * row + 3] = 0;
        }
        if (has(Trait.UNPACKED, 12)) {
            for (int i = 0; i < entries; i++) {
                byte[] one = java.util.Arrays.copyOfRange(packed, i * width, (i + 1) * width);
                columns.add(out -> {
                    out.writeTag(field, width == 4 ? 5 : 1);
                    out.writeRawBytes(one);
                });
            }
        } else if (has(Trait.IN_PIECES, 12) && entries > 1) {
            byte[] first = java.util.Arrays.copyOf(packed, width);
            byte[] rest = java.util.Arrays.copyOfRange(packed, width, packed.length);
            columns.add(out -> out.writeByteArray(field, first));
            columns.add(out -> out.writeByteArray(field, rest));
        } else if (entries > 0 || random.nextBoolean()) {
            columns.add(out -> out.writeByteArray(field, packed));
        }
    }

    private void spoil(List<Field> fields) {
        if (has(Trait.ANY_ORDER, 4)) {
            Collections.shuffle(fields, new java.util.Random(random.nextLong()));
        }
        if (has(Trait.REPEATED, 15) && !fields.isEmpty()) {
            fields.add(fields.get(random.nextInt(fields.size())));
        }
        if (has(Trait.WRONG_WIRE_TYPE, 20)) {
            addForeign(fields, 1 + random.nextInt(7));
        }
        if (has(Trait.UNKNOWN_FIELD, 30)) {
            addForeign(fields, 8 + random.nextInt(3_000));
        }
        if (has(Trait.BAD_LENGTH, 40)) {
            long length = random.nextBoolean() ? random.nextInt(1_000) : random.nextLong();
            int number = 1 + random.nextInt(6);
            fields.add(out -> {
                out.writeTag(number, 2);
                out.writeUInt64NoTag(length);
            });
        }
    }

    /** A field of any type, groups that begin or end among them. */
    private void addForeign(List<Field> fields, int number) {
        int type = random.nextInt(6);
        long any = random.nextLong();
        fields.add(random.nextInt(fields.size() + 1), out -> {
            switch (type) {
                case 0 -> out.writeUInt64(number, any);
                case 1 -> out.writeFixed64(number, any);
                case 2 -> out.writeBytes(number, ByteString.copyFrom(new byte[(int) (any & 15)]));
                case 3 -> out.writeTag(number, 3);
                case 4 -> out.writeTag(number, 4);
                default -> out.writeFixed32(number, (int) any);
            }
        });
    }

    private static byte[] written(List<Field> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            for (Field field : fields) {
                field.writeTo(out);
            }
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
