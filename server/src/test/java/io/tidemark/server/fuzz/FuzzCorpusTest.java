package io.tidemark.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ServiceDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every seed, and every input that was kept: what fuzzing found once is not found again. */
class FuzzCorpusTest {

    @ParameterizedTest
    @EnumSource
    void whatever_bytes_come_the_server_neither_falls_nor_hangs_nor_answers_outside_the_contract(FuzzTarget target)
            throws Exception {
        List<byte[]> inputs = FuzzCorpus.of(target);
        assertThat(inputs).as("inputs of %s", target.corpus()).hasSizeGreaterThan(2);
        try (FuzzTarget.Run run = target.open()) {
            for (byte[] input : inputs) {
                try {
                    run.run(input);
                } catch (Exception | AssertionError fault) {
                    throw new AssertionError("input " + FuzzCorpus.line(input) + " of " + target.corpus(), fault);
                }
            }
        }
    }

    @Test
    void every_service_that_the_server_has_is_fuzzed() throws Exception {
        try (FuzzServer server = new FuzzServer()) {
            assertThat(server.services())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(FuzzTarget.values())
                            .map(FuzzTarget::service)
                            .filter(Objects::nonNull)
                            .map(ServiceDescriptor::getName)
                            .toList());
        }
    }
}
