package io.tidemark.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardHashTest {

    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107"
    })
    void theHashIsThatOfKafkasPartitioner(String text, int hash) {
        assertThat(ShardHash.murmur2(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(hash);
        assertThat(ShardHash.shardOf(text, 16)).isEqualTo(hash & 15);
    }

    @Test
    void theNumberOfShardsIsAPowerOfTwo() {
        assertThat(ShardHash.shardOf("foobar", 1)).isZero();
        assertThatThrownBy(() -> ShardHash.shardOf("foobar", 12)).hasMessageContaining("12 shards");
        assertThatThrownBy(() -> ShardHash.shardOf("foobar", 0)).hasMessageContaining("0 shards");
    }
}
