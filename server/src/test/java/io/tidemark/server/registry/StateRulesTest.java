package io.tidemark.server.registry;

import static io.tidemark.server.registry.Messages.at;
import static io.tidemark.server.registry.Messages.component;
import static io.tidemark.server.registry.Messages.configuration;
import static io.tidemark.server.registry.Messages.installed;
import static io.tidemark.server.registry.Messages.intervals;
import static io.tidemark.server.registry.Messages.point;
import static io.tidemark.server.registry.Messages.provider;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.UpsertRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateRulesTest {

    private static final String APRIL = "2026-04-01T00:00:00Z";
    private static final String MAY = "2026-05-01T00:00:00Z";
    private static final String JUNE = "2026-06-01T00:00:00Z";

    private final House house = new House();

    @BeforeEach
    void build() {
        house.put(
                provider("grid-a"),
                point("sp1", "UTC", "grid-a"),
                point("sp2", "UTC", ""),
                intervals("hourly", 3_600),
                configuration("dc1", "meter-1"),
                configuration("dc1b", "meter-1"),
                configuration("dc2", "meter-2"),
                component("mc1", "hourly", "dc1", "dc2"));
    }

    @Test
    void whatIsReferredToMustExistOrStandBefore() {
        assertUnknown(house.refusalOf(point("sp", "UTC", "x")), "service_point.provider");
        assertUnknown(house.refusalOf(component("mc", "x")), "measuring_component.type");
        assertUnknown(
                house.refusalOf(component("mc", "hourly", "dc1", "x")), "measuring_component.device_configurations[1]");
        assertUnknown(house.refusalOf(installed("x", "sp1", APRIL, null)), "install_event.device_configuration");
        assertUnknown(house.refusalOf(installed("dc1", "x", APRIL, null)), "install_event.service_point");

        // In one request, what is referred to may stand before, not behind.
        assertThat(house.put(provider("x"), point("sp", "UTC", "x")).created()).isEqualTo(2);
        assertUnknown(house.refusalOf(point("sp3", "UTC", "y"), provider("y")), "service_point.provider");
    }

    private static void assertUnknown(Refusal refusal, String field) {
        assertThat(refusal.reason()).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(refusal.details()).containsEntry("field", "entities[0]." + field);
    }

    @Test
    void installationsOfOneDeviceNeverOverlapAcrossItsConfigurations() {
        house.put(installed("dc1", "sp1", APRIL, JUNE));

        Refusal refusal = house.refusalOf(installed("dc1b", "sp2", MAY, null));
        assertThat(refusal.reason()).isEqualTo("INSTALLATIONS_OVERLAP");
        assertThat(refusal.details()).containsEntry("field", "entities[0].install_event.installed_at");
        assertThat(refusal.getMessage())
                .contains("dc1b@2026-05-01T00:00:00Z")
                .contains("dc1@2026-04-01T00:00:00Z")
                .contains("meter-1");

        // Touching is not overlapping; nor is another device.
        house.put(installed("dc1b", "sp2", JUNE, null));
    }

    @Test
    void anInstallationIsEndedBeforeTheNextInTheSameRequest() {
        house.put(installed("dc1", "sp1", APRIL, null));

        assertThat(house.refusalOf(installed("dc1b", "sp2", MAY, null), installed("dc1", "sp1", APRIL, MAY))
                        .reason())
                .isEqualTo("INSTALLATIONS_OVERLAP");
        house.put(installed("dc1", "sp1", APRIL, MAY), installed("dc1b", "sp2", MAY, null));
    }

    @Test
    void twoEventsOfOneRequestAreComparedToo() {
        assertThat(house.refusalOf(installed("dc1", "sp1", APRIL, JUNE), installed("dc1", "sp1", MAY, JUNE))
                        .details())
                .containsEntry("field", "entities[1].install_event.installed_at");
    }

    @Test
    void aConfigurationCannotMoveToADeviceThatIsInstalledElsewhere() {
        house.put(
                configuration("dc3", "meter-3"),
                installed("dc1", "sp1", APRIL, JUNE),
                installed("dc3", "sp2", MAY, null));

        Refusal refusal = house.refusalOf(configuration("dc3", "meter-1"));
        assertThat(refusal.reason()).isEqualTo("INSTALLATIONS_OVERLAP");
        assertThat(refusal.details()).containsEntry("field", "entities[0].device_configuration.device");
    }

    @Test
    void aComponentIsNeverInstalledTwiceAtOnce() {
        house.put(installed("dc1", "sp1", APRIL, JUNE));

        Refusal byEvent = house.refusalOf(installed("dc2", "sp1", MAY, null));
        assertThat(byEvent.reason()).isEqualTo("COMPONENT_INSTALLED_TWICE");
        assertThat(byEvent.details()).containsEntry("field", "entities[0].install_event.installed_at");
        assertThat(byEvent.getMessage()).contains("mc1");

        house.put(configuration("dc4", "meter-4"), installed("dc4", "sp2", MAY, null));
        Refusal byComponent = house.refusalOf(component("mc2", "hourly", "dc1", "dc4"));
        assertThat(byComponent.reason()).isEqualTo("COMPONENT_INSTALLED_TWICE");
        assertThat(byComponent.details())
                .containsEntry("field", "entities[0].measuring_component.device_configurations");
    }

    @Test
    void onlyTimeWithinTheLifeOfAConfigurationCounts() {
        // The old device hangs on after its configuration ended; the component is measured by the new one by then.
        house.put(ofLife("dc1", "meter-1", null, MAY), installed("dc1", "sp1", APRIL, JUNE));
        house.put(installed("dc2", "sp1", MAY, null));

        Refusal refusal = house.refusalOf(ofLife("dc1", "meter-1", null, JUNE));
        assertThat(refusal.reason()).isEqualTo("COMPONENT_INSTALLED_TWICE");
        assertThat(refusal.details()).containsEntry("field", "entities[0].device_configuration.effective_from");
        assertThat(house.registry.history(house.handle("mc1")).installations()).hasSize(2);
    }

    @Test
    void aRefusedRequestChangesNothing() {
        house.refusalOf(provider("new"), point("bad", "UTC", "nobody"));
        assertThat(house.registry.tables().providers.get("new")).isNull();
    }

    @Test
    void aRequestHoldsOneToTenThousandEntities() {
        assertThat(house.refusalOf().reason()).isEqualTo("EMPTY_REQUEST");
        UpsertRequest.Builder many = UpsertRequest.newBuilder();
        for (int i = 0; i <= 10_000; i++) {
            many.addEntities(provider("p" + i));
        }
        assertThat(house.refusalOf(many.getEntitiesList().toArray(Entity[]::new))
                        .details())
                .containsEntry("limit", "10000");
        assertThat(house.put(many.removeEntities(0).build()).created()).isEqualTo(10_000);
    }

    @Test
    void aDeviceHasAThousandInstallEventsAtMost() {
        UpsertRequest.Builder many = UpsertRequest.newBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.addEntities(event(i));
        }
        house.put(many.build());

        Refusal refusal = house.refusalOf(event(1_000));
        assertThat(refusal.reason()).isEqualTo("TOO_MANY_ENTRIES");
        assertThat(refusal.details()).containsEntry("limit", "1000").containsEntry("value", "\"meter-1\"");
    }

    private static Entity event(int number) {
        return Entity.newBuilder()
                .setInstallEvent(InstallEvent.newBuilder()
                        .setDeviceConfiguration("dc1")
                        .setServicePoint("sp1")
                        .setInstalledAt(at("2026-01-01T00:00:00Z").toBuilder()
                                .setSeconds(number * 100L)
                                .build())
                        .setRemovedAt(at("2026-01-01T00:00:00Z").toBuilder()
                                .setSeconds(number * 100L + 100)
                                .build()))
                .build();
    }

    private static Entity ofLife(String id, String device, String from, String to) {
        DeviceConfiguration.Builder configuration =
                DeviceConfiguration.newBuilder().setId(id).setDevice(device);
        if (from != null) {
            configuration.setEffectiveFrom(at(from));
        }
        if (to != null) {
            configuration.setEffectiveTo(at(to));
        }
        return Entity.newBuilder().setDeviceConfiguration(configuration).build();
    }
}
