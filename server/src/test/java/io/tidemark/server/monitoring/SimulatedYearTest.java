package io.tidemark.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.CaseFilter;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Disturbance;
import io.tidemark.v1.Entity;
import io.tidemark.v1.GetReviewRequest;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.ListCasesRequest;
import io.tidemark.v1.ListDisturbancesRequest;
import io.tidemark.v1.ListReviewsRequest;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.MessageLine;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.Provider;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewSummary;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.StreamCase;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of random outages against the whole server, day by day, beside a plain model, and a webhook that takes the
 * messages. {@code -Dtidemark.torture=full} is 10,000 components of 50 providers, {@code -Dtidemark.seed=N} another year.
 */
@TortureRow("year")
class SimulatedYearTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 366;
    private static final int COMPONENTS = Torture.count(240, 10_000);
    private static final int PROVIDERS = Torture.count(8, 50);
    private static final long SEED = Long.getLong("tidemark.seed", 20_240_115);
    private static final int READINGS_A_REQUEST = 1_000;

    @TempDir
    Path directory;

    /** How often each idempotency key arrived. */
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    private HttpServer webhook;

    @BeforeEach
    void listen() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            taken.merge(exchange.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        webhook.start();
    }

    @AfterEach
    void close() {
        webhook.stop(0);
    }

    private String settings() {
        return """
                tidemark.store.bytesMax = 1 GiB
                tidemark.journal.segmentBytes = 64 MiB
                tidemark.journal.recordBytesMax = 8 MiB
                tidemark.journal.bufferBytes = 8 MiB
                tidemark.monitoring.outbox.recipients = [{to = "provider:*", webhook = "http://127.0.0.1:%d/in"}]
                """.formatted(webhook.getAddress().getPort());
    }

    @Test
    void every_outage_is_found_and_every_case_is_opened_reminded_and_resolved_on_its_day() throws InterruptedException {
        PlainYear year = new PlainYear(FIRST, DAYS, COMPONENTS, PROVIDERS, new Random(SEED));
        try (WatchedServer server = new WatchedServer(directory, settings())) {
            register(server);
            List<Map<Integer, Integer>> reviews = new ArrayList<>();
            for (int today = 1; today <= DAYS + 100; today++) {
                arrive(server, year, today);
                LocalDate date = FIRST.plusDays(today);
                server.tick(date.atTime(6, 30).toInstant(ZoneOffset.UTC).toEpochMilli());
                year.resolve(today);
                assertThat(disturbed(server))
                        .as("disturbed on %s, seed %d", date, SEED)
                        .isEqualTo(year.disturbed(today));
                if (date.getDayOfMonth() == 15) {
                    reviews.add(year.review(YearMonth.from(date).minusMonths(1), today));
                    assertThat(latestReview(server, reviews.size()))
                            .as("contacts on %s, seed %d", date, SEED)
                            .isEqualTo(reviews.get(reviews.size() - 1));
                }
            }
            assertThat(cases(server)).as("seed %d", SEED).isEqualTo(casesOf(year));
            oneMessageForEachProviderAndReview(server, reviews);
            Torture.tried(COMPONENTS, outages(year));
        }
    }

    /** Readings that did not come on their day, as runs of them. */
    private static int outages(PlainYear year) {
        int outages = 0;
        for (int[] ofOne : year.comes) {
            boolean wasLate = false;
            for (int day = 0; day < DAYS; day++) {
                boolean isLate = ofOne[day] > day + 1;
                outages += isLate && !wasLate ? 1 : 0;
                wasLate = isLate;
            }
        }
        return outages;
    }

    private static void register(WatchedServer server) {
        UpsertRequest.Builder request = UpsertRequest.newBuilder()
                .addEntities(Entity.newBuilder()
                        .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                                .setId("daily")
                                .setKind(ComponentKind.INTERVAL)
                                .setInterval(Duration.newBuilder().setSeconds(86_400))));
        for (int p = 0; p < PROVIDERS; p++) {
            request.addEntities(Entity.newBuilder()
                            .setProvider(Provider.newBuilder().setId(provider(p))))
                    .addEntities(Entity.newBuilder()
                            .setServicePoint(ServicePoint.newBuilder()
                                    .setId("sp" + p)
                                    .setTimeZone("UTC")
                                    .setProvider(provider(p))))
                    .addEntities(Entity.newBuilder()
                            .setDeviceConfiguration(DeviceConfiguration.newBuilder()
                                    .setId("dc" + p)
                                    .setDevice("meter" + p)))
                    .addEntities(Entity.newBuilder()
                            .setInstallEvent(InstallEvent.newBuilder()
                                    .setDeviceConfiguration("dc" + p)
                                    .setServicePoint("sp" + p)
                                    .setInstalledAt(time(FIRST))
                                    .setRemovedAt(time(FIRST.plusDays(DAYS)))));
        }
        for (int c = 0; c < COMPONENTS; c++) {
            request.addEntities(Entity.newBuilder()
                    .setMeasuringComponent(MeasuringComponent.newBuilder()
                            .setId(component(c))
                            .setType("daily")
                            .addDeviceConfigurations("dc" + c % PROVIDERS)
                            .setCadence("P1D")
                            .setDueAfter("PT6H")));
            if (request.getEntitiesCount() >= 500) {
                server.register(request.build());
                request.clear();
            }
        }
        server.register(request.build());
    }

    private static void arrive(WatchedServer server, PlainYear year, int today) {
        AppendReadingsRequest.Builder request = AppendReadingsRequest.newBuilder();
        for (int c = 0; c < COMPONENTS; c++) {
            for (int day = 0; day < Math.min(today, DAYS); day++) {
                if (year.comes[c][day] == today) {
                    request.addReadings(Reading.newBuilder()
                            .setComponent(component(c))
                            .setTime(time(FIRST.plusDays(day)))
                            .setValue(1));
                }
            }
            if (request.getReadingsCount() >= READINGS_A_REQUEST) {
                server.ingest().appendReadings(request.build());
                request.clear();
            }
        }
        server.ingest().appendReadings(request.build());
    }

    private static Set<Integer> disturbed(WatchedServer server) {
        return server
                .monitoring()
                .listDisturbances(
                        ListDisturbancesRequest.newBuilder().setOpenOnly(true).build())
                .getDisturbancesList()
                .stream()
                .map(Disturbance::getProvider)
                .map(SimulatedYearTest::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Integer, Integer> latestReview(WatchedServer server, int number) {
        List<ReviewSummary> reviews = server.monitoring()
                .listReviews(ListReviewsRequest.getDefaultInstance())
                .getReviewsList();
        assertThat(reviews).hasSize(number);
        Map<Integer, Integer> contacts = new TreeMap<>();
        server.monitoring()
                .getReview(GetReviewRequest.newBuilder().setNumber(number).build())
                .forEachRemaining(chunk -> add(chunk, contacts));
        return contacts;
    }

    private static void add(ReviewChunk chunk, Map<Integer, Integer> contacts) {
        chunk.getProvidersList()
                .forEach(provider -> provider.getAffectedList()
                        .forEach(one -> contacts.put(number(one.getComponent()), one.getReminder())));
    }

    private static Map<Integer, List<PlainYear.Case>> cases(WatchedServer server) {
        Map<Integer, List<PlainYear.Case>> cases = new TreeMap<>();
        server.monitoring()
                .listCases(ListCasesRequest.newBuilder()
                        .setSelection(ComponentSelection.newBuilder().setAll(true))
                        .setFilter(CaseFilter.CASE_FILTER_ALL)
                        .build())
                .forEachRemaining(piece -> piece.getCasesList()
                        .forEach(one -> cases.computeIfAbsent(number(one.getComponent()), none -> new ArrayList<>())
                                .add(plain(one))));
        return cases;
    }

    private static PlainYear.Case plain(StreamCase one) {
        return new PlainYear.Case(
                day(one.getOpenedAtMillis()),
                one.hasResolvedAtMillis() ? day(one.getResolvedAtMillis()) : PlainYear.NEVER,
                one.getReminders());
    }

    private static Map<Integer, List<PlainYear.Case>> casesOf(PlainYear year) {
        Map<Integer, List<PlainYear.Case>> cases = new TreeMap<>();
        for (int c = 0; c < COMPONENTS; c++) {
            if (!year.cases(c).isEmpty()) {
                cases.put(c, year.cases(c));
            }
        }
        assertThat(cases).as("the year has cases").isNotEmpty();
        return cases;
    }

    /** Each contact of each review is in the one message to its provider, and each message was taken over once. */
    private void oneMessageForEachProviderAndReview(WatchedServer server, List<Map<Integer, Integer>> reviews)
            throws InterruptedException {
        List<OutboxMessage> messages = server.messages();
        assertThat(messages)
                .isNotEmpty()
                .extracting(message -> message.getReview() + " " + message.getTo())
                .doesNotHaveDuplicates();
        List<Map<Integer, Integer>> told = new ArrayList<>();
        reviews.forEach(none -> told.add(new TreeMap<>()));
        for (OutboxMessage message : messages) {
            for (MessageLine line : message.getLinesList()) {
                int component = number(line.getComponent());
                assertThat(message.getTo()).isEqualTo("provider:" + provider(component % PROVIDERS));
                assertThat(told.get((int) message.getReview() - 1).put(component, line.getReminder()))
                        .isNull();
            }
        }
        assertThat(told).as("seed %d", SEED).isEqualTo(reviews);
        WatchedServer.await(
                "all are delivered",
                () -> server.messages().stream()
                        .allMatch(message -> message.getStatus() == MessageStatus.MESSAGE_DELIVERED));
        assertThat(taken)
                .containsOnlyKeys(
                        messages.stream().map(OutboxMessage::getIdempotencyKey).toArray(String[]::new))
                .allSatisfy((key, times) -> assertThat(times).as(key).isEqualTo(1));
    }

    private static int day(long atMillis) {
        return (int) (Instant.ofEpochMilli(atMillis)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toEpochDay()
                - FIRST.toEpochDay());
    }

    private static String provider(int number) {
        return "grid-" + number;
    }

    private static String component(int number) {
        return "mc-" + number;
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    private static Timestamp time(LocalDate day) {
        return Timestamp.newBuilder()
                .setSeconds(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .build();
    }
}
