package io.tidemark.examples;

import io.tidemark.client.DeltaChanges;
import io.tidemark.client.ResultListener;
import io.tidemark.client.Select;
import io.tidemark.client.Subscription;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.v1.DeltaSettings;
import java.util.concurrent.CountDownLatch;

/** Watches deltas live through callbacks, asking for one message after the other. Ends with the server's stream. */
public final class WatchDeltas {

    private WatchDeltas() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Subscription[] subscription = new Subscription[1];
        ResultListener<DeltaChanges> printer = new ResultListener<>() {
            @Override
            public void onItem(DeltaChanges changes) {
                changes.changed().forEach(series -> System.out.println(series.component() + ": " + series.size()));
                subscription[0].request(1); // the next, now that this one is dealt with
            }

            @Override
            public void onEnd() {
                over.countDown();
            }

            @Override
            public void onError(TidemarkException failure) {
                System.err.println(failure.getMessage());
                over.countDown();
            }
        };
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET)) {
            subscription[0] = client.deltas()
                    .watch(Select.all(), DeltaSettings.getDefaultInstance())
                    .subscribe(printer, 0);
            subscription[0].request(1);
            over.await();
        }
    }
}
