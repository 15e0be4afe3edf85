package io.tidemark.server.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the looking begins with for a service. Of every call: a request in which each field is set to something the server
 * knows, once for each way its first choice can be made; the same cut in half; one without fields; and bytes that are no
 * request. Drawn from the service's descriptor, so that no call is left out.
 */
final class RequestSeeds {

    private static final int DEPTH_MAX = 5;
    private static final byte[] NO_REQUEST = {-1, -1, -1, -1, -1};

    private RequestSeeds() {}

    static List<byte[]> of(ServiceDescriptor service) {
        List<byte[]> seeds = new ArrayList<>();
        List<MethodDescriptor<?, ?>> methods = List.copyOf(service.getMethods());
        for (int number = 0; number < methods.size(); number++) {
            MethodDescriptor<?, ?> method = methods.get(number);
            List<byte[]> requests = requests(method);
            if (method.getType().clientSendsOneMessage()) {
                for (byte[] request : requests) {
                    seeds.add(input(number, request));
                }
            } else {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (byte[] request : requests) {
                    byte[] framed = framed(request);
                    seeds.add(input(number, framed));
                    all.writeBytes(framed);
                }
                seeds.add(input(number, all.toByteArray()));
            }
        }
        return seeds;
    }

    private static List<byte[]> requests(MethodDescriptor<?, ?> method) {
        Descriptor type = ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor())
                .getMethodDescriptor()
                .getInputType();
        int choices = type.getRealOneofs().stream()
                .mapToInt(OneofDescriptor::getFieldCount)
                .max()
                .orElse(1);
        List<byte[]> requests = new ArrayList<>();
        for (int choice = 0; choice < choices; choice++) {
            byte[] request = message(type, choice, 0).toByteArray();
            requests.add(request);
            requests.add(Arrays.copyOf(request, request.length / 2));
        }
        requests.add(new byte[0]);
        requests.add(NO_REQUEST);
        return requests;
    }

    private static byte[] input(int number, byte[] rest) {
        byte[] input = new byte[1 + rest.length];
        input[0] = (byte) number;
        System.arraycopy(rest, 0, input, 1, rest.length);
        return input;
    }

    private static byte[] framed(byte[] request) {
        return ByteBuffer.allocate(Short.BYTES + request.length)
                .putShort((short) request.length)
                .put(request)
                .array();
    }

    private static DynamicMessage message(Descriptor type, int choice, int depth) {
        if (type.getFullName().equals("google.protobuf.Timestamp")) {
            return DynamicMessage.newBuilder(FuzzServer.time(FuzzServer.READINGS_FROM.plusSeconds(3_600)))
                    .build();
        }
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            OneofDescriptor oneof = field.getRealContainingOneof();
            boolean isChosen = oneof == null
                    || oneof.getField(choice % oneof.getFieldCount()).equals(field);
            boolean isTooDeep = depth == DEPTH_MAX && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if (!isChosen || isTooDeep || field.getName().equals("at_least")) {
                continue;
            }
            Object value = value(field, choice, depth);
            if (field.isRepeated()) {
                message.addRepeatedField(field, value);
            } else {
                message.setField(field, value);
            }
        }
        return message.build();
    }

    private static Object value(FieldDescriptor field, int choice, int depth) {
        return switch (field.getJavaType()) {
            case INT -> 1;
            case LONG ->
                field.getName().endsWith("millis")
                        ? FuzzServer.READINGS_FROM.plusSeconds(900).toEpochMilli()
                        : 1L;
            case FLOAT -> 1f;
            case DOUBLE -> 1.0;
            case BOOLEAN -> true;
            case STRING -> string(field.getName());
            case BYTE_STRING -> ByteString.EMPTY;
            case ENUM -> {
                List<EnumValueDescriptor> values = field.getEnumType().getValues();
                yield values.get(Math.min(1, values.size() - 1));
            }
            case MESSAGE ->
                field.getName().equals("end_time")
                        ? DynamicMessage.newBuilder(FuzzServer.time(FuzzServer.READINGS_FROM.plusSeconds(2 * 86_400)))
                                .build()
                        : message(field.getMessageType(), choice, depth + 1);
        };
    }

    private static String string(String field) {
        if (field.contains("zone")) {
            return "Europe/Stockholm";
        }
        return switch (field) {
            case "filter", "page_token" -> "";
            default -> FuzzServer.ID;
        };
    }
}
