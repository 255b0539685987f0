package dev.chat.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrowdTest {
    @Test
    void inACrowdSmallerThanItsSendersEverybodySends() {
        assertThat(Crowd.of(10, 16).senders()).isEqualTo(10);
        assertThat(Crowd.of(1_000, 16).senders()).isEqualTo(16);
    }
}
