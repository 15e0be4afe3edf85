package io.tidemark.server.registry;

import static io.tidemark.server.registry.Messages.component;
import static io.tidemark.server.registry.Messages.configuration;
import static io.tidemark.server.registry.Messages.installed;
import static io.tidemark.server.registry.Messages.intervals;
import static io.tidemark.server.registry.Messages.point;
import static io.tidemark.server.registry.Messages.registers;
import static io.tidemark.server.registry.Messages.scalars;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.Entity;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.UpsertRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataRulesTest {

    private static final String APRIL = "2026-04-01T00:00:00Z";
    private static final String MAY = "2026-05-01T00:00:00Z";

    private final House house = new House();

    @BeforeEach
    void build() {
        house.put(
                point("kathmandu", "Asia/Kathmandu", ""),
                point("berlin", "Europe/Berlin", ""),
                intervals("hourly", 3_600),
                intervals("quarter", 900),
                configuration("dc1", "meter-1"),
                configuration("dc2", "meter-2"),
                installed("dc1", "berlin", MAY, null),
                component("mc1", "hourly", "dc1"),
                component("mc2", "quarter", "dc2"));
        house.putReadingsOf("mc1");
    }

    @Test
    void aTypesKindIntervalAndAccumulationAreFixedOnceReadingsExist() {
        assertFixed(house.refusalOf(intervals("hourly", 1_800)), "measuring_component_type.interval");
        assertFixed(house.refusalOf(registers("hourly", 3_600)), "measuring_component_type.accumulation");
        assertFixed(house.refusalOf(scalars("hourly")), "measuring_component_type.kind");

        // What is no part of how readings are kept may change, and so may a type that has none.
        house.put(Entity.newBuilder()
                .setMeasuringComponentType(MeasuringComponentType.newBuilder(
                                intervals("hourly", 3_600).getMeasuringComponentType())
                        .setUnit("kWh")
                        .setDecimals(3))
                .build());
        house.put(intervals("quarter", 300));
        assertThat(house.registry.components().intervalMillis(house.handle("mc2")))
                .isEqualTo(300_000);
    }

    @Test
    void aComponentWithReadingsChangesItsTypeOnlyForOneOfTheSameShape() {
        assertFixed(house.refusalOf(component("mc1", "quarter", "dc1")), "measuring_component.type");
        house.put(intervals("hourly-too", 3_600), component("mc1", "hourly-too", "dc1"));
        assertThat(house.delete(EntityKind.MEASURING_COMPONENT_TYPE, "hourly").updated())
                .isEqualTo(1);
    }

    @Test
    void theGridStaysWhereReadingsLie() {
        // Each of these would move the hours by 15 minutes.
        assertFixed(house.refusalOf(point("berlin", "Asia/Kathmandu", "")), "service_point.time_zone");
        assertFixed(house.refusalOf(installed("dc1", "kathmandu", MAY, null)), "install_event.installed_at");
        assertFixed(house.refusalOf(installed("dc1", "kathmandu", APRIL, MAY)), "install_event.installed_at");
        house.put(installed("dc2", "kathmandu", APRIL, MAY));
        assertFixed(house.refusalOf(component("mc1", "hourly", "dc1", "dc2")), "measuring_component.type");

        // A quarter of an hour divides Kathmandu's offset, so these readings do not mind.
        house.putReadingsOf("mc2");
        house.put(installed("dc2", "berlin", APRIL, MAY));
        // Another zone of whole hours is no other grid.
        house.put(point("berlin", "America/New_York", ""));
    }

    @Test
    void theFirstInstallationIsNotDeletedWhereTheGridHangsOnIt() {
        house.put(
                configuration("dc3", "meter-3"),
                installed("dc3", "kathmandu", APRIL, null),
                component("mc3", "hourly", "dc3"));
        house.putReadingsOf("mc3");

        Refusal refusal = house.refusalOfDeletion(EntityKind.INSTALL_EVENT, "dc3@" + APRIL);
        assertThat(refusal.reason()).isEqualTo("FIXED_BY_READINGS");
        assertThat(refusal.details()).containsEntry("component", "mc3");
        house.delete(EntityKind.INSTALL_EVENT, "dc1@" + MAY);
    }

    @Test
    void readingsThatComeBetweenCheckAndApplicationRefuseTheWholeChange() {
        UpsertRequest request = Messages.upsert(point("sp9", "UTC", ""), intervals("quarter", 300));
        house.registry.check(request);
        house.putReadingsOf("mc2");

        Outcome outcome = house.apply(RegistryRecord.UPSERT, request);

        assertThat(outcome.isRefused()).isTrue();
        assertThat(outcome.refusal().reason()).isEqualTo("FIXED_BY_READINGS");
        assertThat(house.registry.tables().servicePoints.get("sp9")).isNull();
        assertThat(house.registry.components().intervalMillis(house.handle("mc2")))
                .isEqualTo(900_000);
    }

    private static void assertFixed(Refusal refusal, String field) {
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FAILED_PRECONDITION);
        assertThat(refusal.reason()).isEqualTo("FIXED_BY_READINGS");
        assertThat(refusal.details())
                .containsEntry("field", "entities[0]." + field)
                .containsEntry("component", "mc1");
    }
}
