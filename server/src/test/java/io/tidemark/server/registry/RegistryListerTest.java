package io.tidemark.server.registry;

import static io.tidemark.server.registry.Messages.component;
import static io.tidemark.server.registry.Messages.configuration;
import static io.tidemark.server.registry.Messages.installed;
import static io.tidemark.server.registry.Messages.intervals;
import static io.tidemark.server.registry.Messages.point;
import static io.tidemark.server.registry.Messages.provider;
import static io.tidemark.server.registry.Messages.scalars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.RegistryLister.Page;
import io.tidemark.v1.Entity;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryListerTest {

    private final House house = new House();
    private final RegistryLister lister = new RegistryLister(house.registry, new ReentrantReadWriteLock().readLock());

    @Test
    void everyEntityStandsOnOnePageInOrderOfId() {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 250).boxed().toList());
        Collections.shuffle(numbers, new Random(7));
        numbers.forEach(number -> house.put(provider("p" + number)));
        house.delete(EntityKind.PROVIDER, "p100");
        List<String> expected = numbers.stream()
                .filter(number -> number != 100)
                .map(number -> "p" + number)
                .sorted()
                .toList();

        for (int size : new int[] {1, 7, 249, 250, 1_000, 0}) {
            assertThat(walk(EntityKind.PROVIDER, "", size)).isEqualTo(expected);
        }
    }

    @Test
    void aListGoesOnWhereItWasThoughEntitiesComeAndGo() {
        house.put(provider("b"), provider("d"), provider("f"));
        Page first = list(EntityKind.PROVIDER, "", 2, "");
        assertThat(ids(first)).containsExactly("b", "d");

        house.delete(EntityKind.PROVIDER, "d");
        house.put(provider("a"), provider("e"));
        assertThat(ids(list(EntityKind.PROVIDER, "", 2, first.nextPageToken()))).containsExactly("e", "f");
    }

    @Test
    void componentsStandInOrderOfHandle() {
        house.put(scalars("read"), component("z", "read"), component("a", "read"), component("m", "read"));
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "", 2)).containsExactly("z", "a", "m");
    }

    @Test
    void aListLongerThanASliceIsWalkedInSlices() {
        for (int from = 0; from < 50_000; from += 10_000) {
            UpsertRequest.Builder request = UpsertRequest.newBuilder();
            if (from == 0) {
                house.put(scalars("read"));
            }
            for (int i = from; i < from + 10_000; i++) {
                request.addEntities(component("mc" + i, "read"));
            }
            house.put(request.build());
        }
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "id = \"mc4999*\"", 3))
                .containsExactly(
                        "mc4999", "mc49990", "mc49991", "mc49992", "mc49993", "mc49994", "mc49995", "mc49996",
                        "mc49997", "mc49998", "mc49999");
        boolean[] isAbandoned = {false};
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> lister.list(
                        EntityKind.MEASURING_COMPONENT,
                        ListEntitiesRequest.newBuilder()
                                .setFilter("type = \"x\"")
                                .build(),
                        () -> {
                            boolean before = isAbandoned[0];
                            isAbandoned[0] = true;
                            return before;
                        }));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CANCELLED);
    }

    @Test
    void filtersNarrowDownByEveryField() {
        house.put(
                provider("grid-a"),
                provider("grid-b"),
                point("sp1", "Europe/Berlin", "grid-a"),
                point("sp2", "Europe/Paris", "grid-b"),
                point("sp3", "UTC", ""),
                intervals("hourly", 3_600),
                scalars("read"),
                configuration("dc1", "m1"),
                configuration("dc2", "m2"),
                configuration("dc2b", "m2"),
                installed("dc1", "sp1", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
                installed("dc1", "sp2", "2026-02-01T00:00:00Z", null),
                installed("dc2", "sp1", "2026-02-01T00:00:00Z", null),
                component("mc1", "hourly", "dc1"),
                component("mc2", "read", "dc2", "dc2b"),
                component("mc3", "read"));

        assertThat(walk(EntityKind.PROVIDER, "name = \"Name of grid-b\"", 9)).containsExactly("grid-b");
        assertThat(walk(EntityKind.SERVICE_POINT, "provider = \"grid-a\"", 9)).containsExactly("sp1");
        assertThat(walk(EntityKind.SERVICE_POINT, "provider = \"\"", 9)).containsExactly("sp3");
        assertThat(walk(EntityKind.SERVICE_POINT, "time_zone = \"Europe/*\" AND id = \"sp2\"", 9))
                .containsExactly("sp2");
        assertThat(walk(EntityKind.MEASURING_COMPONENT_TYPE, "kind=\"SCALAR\"", 9))
                .containsExactly("read");
        assertThat(walk(EntityKind.DEVICE_CONFIGURATION, "device = \"m2\"", 1)).containsExactly("dc2", "dc2b");
        assertThat(walk(EntityKind.INSTALL_EVENT, "service_point = \"sp1\"", 1))
                .containsExactly("dc1@2026-01-01T00:00:00Z", "dc2@2026-02-01T00:00:00Z");
        assertThat(walk(EntityKind.INSTALL_EVENT, "device_configuration = \"dc1\" AND service_point = \"sp2\"", 9))
                .containsExactly("dc1@2026-02-01T00:00:00Z");
        assertThat(walk(EntityKind.INSTALL_EVENT, "device_configuration = \"nobody\"", 9))
                .isEmpty();
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "type = \"read\"", 9)).containsExactly("mc2", "mc3");
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "device_configuration = \"dc2*\"", 9))
                .containsExactly("mc2");
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "device_configuration = \"dc2b\"", 9))
                .containsExactly("mc2");
        // Ever installed there, and of the provider of the place where it hangs now.
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "service_point = \"sp1\"", 1))
                .containsExactly("mc1", "mc2");
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "service_point = \"*\" AND provider = \"grid-b\"", 9))
                .containsExactly("mc1");
        assertThat(walk(EntityKind.MEASURING_COMPONENT, "id = \"nobody\"", 9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = \"1\"",
                "id",
                "id = 1",
                "id = \"1",
                "id = \"1\" OR id = \"2\"",
                "id = \"1\" AND",
                "= \"1\"",
                "id = \"1\\",
                "id = \"1\" name = \"2\""
            })
    void aFilterThatCannotBeReadIsRefused(String filter) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> list(EntityKind.PROVIDER, filter, 1, ""));
        assertThat(refusal.reason()).isEqualTo("BAD_FILTER");
        assertThat(refusal.details()).containsEntry("field", "filter");
    }

    @Test
    void aFilterHasTenTermsAtMostAndQuotesAreEscaped() {
        house.put(Entity.newBuilder()
                .setProvider(io.tidemark.v1.Provider.newBuilder().setId("p").setName("a \"b\" \\c"))
                .build());
        assertThat(walk(EntityKind.PROVIDER, "name = \"a \\\"b\\\" \\\\c\"", 9)).containsExactly("p");

        String term = "id = \"p\"";
        assertThat(walk(EntityKind.PROVIDER, String.join(" AND ", Collections.nCopies(10, term)), 9))
                .containsExactly("p");
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> list(EntityKind.PROVIDER, String.join(" AND ", Collections.nCopies(11, term)), 9, ""));
        assertThat(refusal.getMessage()).contains("at most 10 terms");
    }

    @Test
    void aTokenOfAnotherListIsRefused() {
        house.put(provider("a"), provider("b"));
        String token = list(EntityKind.PROVIDER, "", 1, "").nextPageToken();

        assertBadToken(EntityKind.SERVICE_POINT, "", token);
        assertBadToken(EntityKind.PROVIDER, "id = \"*\"", token);
        assertBadToken(EntityKind.PROVIDER, "", token.substring(1));
        assertBadToken(EntityKind.PROVIDER, "", "!");
        assertBadToken(EntityKind.PROVIDER, "", "AAAA");
        assertThat(ids(list(EntityKind.PROVIDER, "", 1, token))).containsExactly("b");
    }

    @Test
    void aTokenWhoseChecksumWasMadeToFitIsRefusedToo() {
        for (String key : new String[] {"x", "0", "-1", "2147483647", "50000001", "99999999999", "1 "}) {
            assertBadToken(EntityKind.MEASURING_COMPONENT, "", PageToken.of("MEASURING_COMPONENT", "", key));
        }
    }

    private void assertBadToken(EntityKind kind, String filter, String token) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> list(kind, filter, 1, token));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID_ARGUMENT);
        assertThat(refusal.reason()).isEqualTo("BAD_PAGE_TOKEN");
    }

    @Test
    void aPageHoldsTenThousandEntitiesOrThreeMebibytesAtMost() {
        for (int size : new int[] {-1, 10_001}) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> list(EntityKind.PROVIDER, "", size, ""));
            assertThat(refusal.reason()).isEqualTo("OUT_OF_RANGE");
            assertThat(refusal.details()).containsEntry("limit", "10000");
        }

        ServicePoint.Builder large = ServicePoint.newBuilder().setTimeZone("UTC");
        for (int i = 0; i < 1_000; i++) {
            large.addHolidays(java.time.LocalDate.ofEpochDay(i).toString());
        }
        for (int i = 0; i < 400; i++) {
            house.put(Entity.newBuilder()
                    .setServicePoint(large.setId("sp" + (1_000 + i)))
                    .build());
        }
        Page page = list(EntityKind.SERVICE_POINT, "", 1_000, "");
        assertThat(page.entities().stream().mapToInt(Entity::getSerializedSize).sum())
                .isBetween(3_000_000, RegistryLister.PAGE_BYTES_MAX);
        assertThat(walk(EntityKind.SERVICE_POINT, "", 1_000)).hasSize(400);
    }

    @Test
    void handlesAreResolvedForAHundredThousandIdsAtMost() {
        house.put(scalars("read"), component("a", "read"));
        assertThat(lister.resolve(ResolveComponentsRequest.newBuilder()
                                .addComponents("?")
                                .addComponents("a")
                                .build())
                        .getHandlesList())
                .containsExactly(0, 1);
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> lister.resolve(ResolveComponentsRequest.newBuilder()
                        .addAllComponents(Collections.nCopies(100_001, "a"))
                        .build()));
        assertThat(refusal.details()).containsEntry("limit", "100000");
    }

    private List<String> walk(EntityKind kind, String filter, int size) {
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            Page page = list(kind, filter, size, token);
            found.addAll(ids(page));
            token = page.nextPageToken();
            assertThat(token.isEmpty() || page.entities().size() > 0).isTrue();
        } while (!token.isEmpty());
        return found;
    }

    private Page list(EntityKind kind, String filter, int size, String token) {
        return lister.list(
                kind,
                ListEntitiesRequest.newBuilder()
                        .setFilter(filter)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build(),
                () -> false);
    }

    private static List<String> ids(Page page) {
        return page.entities().stream()
                .map(entity ->
                        io.tidemark.server.registry.form.EntityForm.read(entity).id())
                .toList();
    }
}
