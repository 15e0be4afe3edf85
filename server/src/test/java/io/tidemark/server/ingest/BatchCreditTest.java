package io.tidemark.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchCreditTest {

    private boolean isBusy;
    private int asked;
    private final BatchCredit credit = new BatchCredit(3, () -> isBusy, more -> asked += more);

    @Test
    void one_batch_is_asked_for_at_a_time_until_as_many_are_under_way_as_may_be() {
        credit.told(0);
        assertThat(asked).isEqualTo(1);
        credit.told(0);
        assertThat(asked).isEqualTo(1);
        credit.arrived();
        credit.arrived();
        assertThat(asked).isEqualTo(3);
        credit.arrived();
        assertThat(asked).isEqualTo(3);
        credit.told(1);
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void while_the_server_is_busy_only_a_stream_with_nothing_under_way_is_asked() {
        isBusy = true;
        credit.told(0);
        assertThat(asked).isEqualTo(1);
        credit.arrived();
        assertThat(asked).isEqualTo(1);
        credit.told(1);
        assertThat(asked).isEqualTo(2);
        isBusy = false;
        credit.arrived();
        assertThat(asked).isEqualTo(3);
    }
}
