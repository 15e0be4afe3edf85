package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.Entity;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.ListMeasuringComponentsResponse;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.Provider;
import io.tidemark.v1.RegistryServiceGrpc.RegistryServiceImplBase;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ResolveComponentsResponse;
import io.tidemark.v1.UpsertRequest;
import io.tidemark.v1.UpsertResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RegistryClientTest {

    /** Knows components named c1, c2, …; refuses the provider "bad". */
    private static final class FakeRegistry extends RegistryServiceImplBase {
        final List<List<String>> asked = new CopyOnWriteArrayList<>();
        final List<Integer> requestSizes = new CopyOnWriteArrayList<>();

        @Override
        public void resolveComponents(
                ResolveComponentsRequest request, StreamObserver<ResolveComponentsResponse> answer) {
            asked.add(List.copyOf(request.getComponentsList()));
            ResolveComponentsResponse.Builder handles = ResolveComponentsResponse.newBuilder();
            request.getComponentsList()
                    .forEach(id -> handles.addHandles(id.startsWith("c") ? Integer.parseInt(id.substring(1)) : 0));
            answer.onNext(handles.build());
            answer.onCompleted();
        }

        @Override
        public void upsert(UpsertRequest request, StreamObserver<UpsertResponse> answer) {
            answer.onError(Refusals.of(
                    Status.Code.INVALID_ARGUMENT,
                    "UNKNOWN_TIME_ZONE",
                    "time_zone is Mars/Olympus: no such zone",
                    "value",
                    "Mars/Olympus"));
        }

        @Override
        public StreamObserver<UpsertRequest> bulkUpsert(StreamObserver<BulkUpsertProgress> answers) {
            return new StreamObserver<>() {
                private long count;

                @Override
                public void onNext(UpsertRequest request) {
                    requestSizes.add(request.getEntitiesCount());
                    boolean bad = request.getEntitiesList().stream()
                            .anyMatch(e -> e.getProvider().getId().equals("bad"));
                    if (bad) {
                        answers.onError(
                                Refusals.of(Status.Code.INVALID_ARGUMENT, "BAD", "this one is bad", "field", "id"));
                    } else {
                        count += request.getEntitiesCount();
                        answers.onNext(BulkUpsertProgress.newBuilder()
                                .setEntitiesCount(count)
                                .build());
                    }
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }

        @Override
        public void listMeasuringComponents(
                ListEntitiesRequest request, StreamObserver<ListMeasuringComponentsResponse> answer) {
            int page = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
            answer.onNext(ListMeasuringComponentsResponse.newBuilder()
                    .addMeasuringComponents(MeasuringComponent.newBuilder().setId("c" + page))
                    .setNextPageToken(page == 2 ? "" : String.valueOf(page + 1))
                    .build());
            answer.onCompleted();
        }
    }

    @Test
    void a_handle_is_asked_for_once() {
        FakeRegistry registry = new FakeRegistry();
        try (FakeServer server = FakeServer.of(registry);
                TidemarkClient client = server.client()) {
            assertThat(client.registry().handles(List.of("c3", "nobody", "c5"))).containsExactly(3, 0, 5);
            assertThat(client.registry().handles(List.of("c5", "c9", "c3"))).containsExactly(5, 9, 3);
            assertThat(client.registry().handle("c9")).isEqualTo(9);
            assertThat(registry.asked).containsExactly(List.of("c3", "nobody", "c5"), List.of("c9"));
        }
    }

    @Test
    void an_unknown_component_has_no_handle_and_is_asked_for_again() {
        FakeRegistry registry = new FakeRegistry();
        try (FakeServer server = FakeServer.of(registry);
                TidemarkClient client = server.client()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> client.registry().handle("nobody"))
                        .isInstanceOfSatisfying(TidemarkException.class, e -> {
                            assertThat(e.code()).isEqualTo(Status.Code.NOT_FOUND);
                            assertThat(e.reason()).isEqualTo("UNKNOWN_COMPONENT");
                        });
            }
            assertThat(registry.asked).hasSize(2);
        }
    }

    @Test
    void a_refusal_surfaces_with_code_reason_message_and_details() {
        try (FakeServer server = FakeServer.of(new FakeRegistry());
                TidemarkClient client = server.client()) {
            assertThatThrownBy(() -> client.registry().upsert(List.of()))
                    .isInstanceOfSatisfying(TidemarkException.class, e -> {
                        assertThat(e.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                        assertThat(e.reason()).isEqualTo("UNKNOWN_TIME_ZONE");
                        assertThat(e.details()).containsEntry("value", "Mars/Olympus");
                        assertThat(e).hasMessage("time_zone is Mars/Olympus: no such zone");
                    });
        }
    }

    @Test
    void a_bulk_upsert_goes_a_thousand_at_a_time_and_tells_its_progress() {
        FakeRegistry registry = new FakeRegistry();
        try (FakeServer server = FakeServer.of(registry);
                TidemarkClient client = server.client()) {
            List<Long> progress = new ArrayList<>();
            BulkUpsertProgress last = client.registry()
                    .upsertAll(providers(25_500).iterator(), step -> progress.add(step.getEntitiesCount()));
            assertThat(last.getEntitiesCount()).isEqualTo(25_500);
            assertThat(registry.requestSizes).hasSize(26).contains(1_000, 500);
            assertThat(progress).hasSize(26).isSorted();
        }
    }

    @Test
    void a_bulk_upsert_stops_at_the_first_refusal() {
        FakeRegistry registry = new FakeRegistry();
        try (FakeServer server = FakeServer.of(registry);
                TidemarkClient client = server.client()) {
            List<Entity> entities = new ArrayList<>(providers(3_000));
            entities.set(1_500, provider("bad"));
            entities.addAll(providers(100_000));
            assertThatThrownBy(() -> client.registry().upsertAll(entities.iterator(), step -> {}))
                    .isInstanceOf(TidemarkException.class)
                    .hasMessage("this one is bad");
            assertThat(registry.requestSizes.size()).isLessThan(100);
        }
    }

    @Test
    void a_list_is_fetched_page_by_page() {
        try (FakeServer server = FakeServer.of(new FakeRegistry());
                TidemarkClient client = server.client()) {
            assertThat(client.registry().measuringComponents(""))
                    .extracting(MeasuringComponent::getId)
                    .containsExactly("c0", "c1", "c2");
        }
    }

    private static List<Entity> providers(int count) {
        return IntStream.range(0, count).mapToObj(i -> provider("p" + i)).toList();
    }

    private static Entity provider(String id) {
        return Entities.of(Provider.newBuilder().setId(id).build());
    }
}
