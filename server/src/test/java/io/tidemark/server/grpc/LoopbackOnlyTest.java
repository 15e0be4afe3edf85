package io.tidemark.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;

class LoopbackOnlyTest {

    @Test
    void callers_on_this_machine_are_let_in_by_either_protocol() {
        assertThat(LoopbackOnly.isLoopback(new InetSocketAddress("127.0.0.1", 5000)))
                .isTrue();
        assertThat(LoopbackOnly.isLoopback(new InetSocketAddress("127.8.9.10", 5000)))
                .isTrue();
        assertThat(LoopbackOnly.isLoopback(new InetSocketAddress("::1", 5000))).isTrue();
    }

    @Test
    void callers_from_anywhere_else_or_from_nowhere_are_not() {
        assertThat(LoopbackOnly.isLoopback(new InetSocketAddress("10.0.0.7", 5000)))
                .isFalse();
        assertThat(LoopbackOnly.isLoopback(new InetSocketAddress("2001:db8::7", 5000)))
                .isFalse();
        assertThat(LoopbackOnly.isLoopback(InetSocketAddress.createUnresolved("localhost", 5000)))
                .isFalse();
        assertThat(LoopbackOnly.isLoopback(UnixDomainSocketAddress.of("/tmp/x")))
                .isFalse();
        assertThat(LoopbackOnly.isLoopback(null)).isFalse();
    }
}
