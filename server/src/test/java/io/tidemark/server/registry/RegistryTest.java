package io.tidemark.server.registry;

import static io.tidemark.server.registry.Messages.component;
import static io.tidemark.server.registry.Messages.configuration;
import static io.tidemark.server.registry.Messages.installed;
import static io.tidemark.server.registry.Messages.intervals;
import static io.tidemark.server.registry.Messages.millis;
import static io.tidemark.server.registry.Messages.point;
import static io.tidemark.server.registry.Messages.provider;
import static io.tidemark.server.registry.Messages.registers;
import static io.tidemark.server.registry.Messages.scalars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.RegisterReading;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private final House house = new House();
    private final ComponentTable components = house.registry.components();

    @Test
    void aMeterIsRegisteredWithAllItRefersTo() {
        Outcome outcome = house.put(
                provider("grid-a"),
                point("sp1", "America/New_York", "grid-a"),
                intervals("hourly", 3_600),
                configuration("dc1", "meter-1"),
                installed("dc1", "sp1", "2026-04-01T05:00:00Z", null),
                component("mc1", "hourly", "dc1"));

        assertThat(outcome).isEqualTo(Outcome.applied(6, 0, 0));
        int handle = house.handle("mc1");
        assertThat(handle).isEqualTo(1);
        assertThat(components.isRegistered(handle)).isTrue();
        assertThat(components.shape(handle)).isEqualTo(new SeriesShape(3_600_000, false, 0));
        assertThat(house.registry.type(components.type(handle)).id()).isEqualTo("hourly");
        assertThat(house.registry.servicePoint(components.servicePoint(handle)).id())
                .isEqualTo("sp1");
        assertThat(house.registry.provider(components.provider(handle)).name()).isEqualTo("Name of grid-a");
        assertThat(house.registry.zone(handle).getId()).isEqualTo("America/New_York");
        assertThat(components.isInLatestInstallation(handle, millis("2026-04-01T05:00:00Z")))
                .isTrue();
        assertThat(components.isInLatestInstallation(handle, millis("2026-04-01T04:59:59.999Z")))
                .isFalse();
        assertThat(house.registry.history(handle).installations()).hasSize(1);
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        house.put(intervals("hourly", 3_600), component("mc1", "hourly"));

        assertThat(house.put(intervals("hourly", 3_600), component("mc1", "hourly")))
                .isEqualTo(Outcome.applied(0, 0, 2));
        assertThat(house.put(intervals("hourly", 900), component("mc1", "hourly")))
                .isEqualTo(Outcome.applied(0, 1, 1));
        assertThat(components.intervalMillis(1)).isEqualTo(900_000);
    }

    @Test
    void aHandleIsNeverGivenAgain() {
        house.put(scalars("read"), component("a", "read"), component("b", "read"));
        house.delete(io.tidemark.journal.v1.EntityKind.MEASURING_COMPONENT, "b");
        house.put(component("b", "read"), component("c", "read"));

        assertThat(house.handle("a")).isEqualTo(1);
        assertThat(house.handle("b")).isEqualTo(3);
        assertThat(house.handle("c")).isEqualTo(4);
        assertThat(components.isRegistered(2)).isFalse();
        assertThat(components.registeredCount()).isEqualTo(3);
    }

    @Test
    void theGridIsAnchoredAtStandardMidnightOfTheFirstInstallation() {
        house.put(
                point("kathmandu", "Asia/Kathmandu", ""),
                point("berlin", "Europe/Berlin", ""),
                registers("hourly", 3_600),
                configuration("dc1", "meter-1"),
                configuration("dc2", "meter-2"),
                installed("dc2", "berlin", "2026-06-01T00:00:00Z", null),
                component("mc1", "hourly", "dc1", "dc2"));
        int handle = house.handle("mc1");
        assertThat(components.phaseMillis(handle)).isZero();

        house.put(installed("dc1", "kathmandu", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"));

        // Kathmandu is 5 h 45 min ahead: its hours begin 15 minutes past those of UTC.
        assertThat(components.phaseMillis(handle)).isEqualTo(15 * 60_000);
        assertThat(components.isCumulative(handle)).isTrue();
        assertThat(house.registry.zone(handle).getId()).isEqualTo("Europe/Berlin");
        assertThat(house.registry.history(handle).installations()).hasSize(2);
    }

    @Test
    void anEventWithoutAnIdIsNamedByItsConfigurationAndInstant() {
        house.put(
                point("sp1", "UTC", ""),
                configuration("dc1", "m"),
                installed("dc1", "sp1", "2026-04-01T05:00:00Z", null));
        Outcome again = house.put(installed("dc1", "sp1", "2026-04-01T05:00:00Z", "2026-05-01T00:00:00Z"));

        assertThat(again).isEqualTo(Outcome.applied(0, 1, 0));
        assertThat(house.registry.tables().events.get("dc1@2026-04-01T05:00:00Z"))
                .isNotNull();
    }

    @Test
    void registersNotedAtASwapReachTheInstallationOfTheirComponentOnly() {
        house.put(
                point("sp1", "UTC", ""),
                scalars("read"),
                configuration("dc1", "meter-1"),
                component("a", "read", "dc1"),
                component("b", "read", "dc1"),
                Entity.newBuilder()
                        .setInstallEvent(
                                installed("dc1", "sp1", "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z")
                                        .getInstallEvent()
                                        .toBuilder()
                                        .addInstallReadings(RegisterReading.newBuilder()
                                                .setComponent("a")
                                                .setValue(3))
                                        .addRemovalReadings(RegisterReading.newBuilder()
                                                .setComponent("a")
                                                .setValue(50_020)))
                        .build());

        Installation ofA = house.registry.installations(house.handle("a")).get(0);
        assertThat(ofA.installReading()).isEqualTo(3);
        assertThat(ofA.removalReading()).isEqualTo(50_020);
        Installation ofB = house.registry.installations(house.handle("b")).get(0);
        assertThat(ofB.installReading()).isNaN();
        assertThat(ofB.removalReading()).isNaN();
    }

    @Test
    void theConfigurationsOfTheHouseAreJournaledAndSnapshotted() {
        MasterConfiguration master = MasterConfiguration.newBuilder()
                .setFillMissingDataWithZero(true)
                .build();
        FeatureConfiguration feature = FeatureConfiguration.newBuilder()
                .setHoursInPastToRetrieveLastUsableMeasurement(744)
                .build();
        assertThat(house.apply(RegistryRecord.MASTER_CONFIGURATION, master)).isEqualTo(Outcome.applied(0, 1, 0));
        assertThat(house.apply(RegistryRecord.MASTER_CONFIGURATION, master)).isEqualTo(Outcome.applied(0, 0, 1));
        assertThat(house.apply(RegistryRecord.FEATURE_CONFIGURATION, feature)).isEqualTo(Outcome.applied(0, 1, 0));

        Registry restored = new Registry(handle -> false);
        house.registry.writeSnapshot(restored::restore);
        assertThat(restored.fillMissingDataWithZero()).isTrue();
        assertThat(restored.hoursInPastToRetrieveLastUsableMeasurement()).isEqualTo(744);
        assertThat(new Registry(handle -> false).hoursInPastToRetrieveLastUsableMeasurement())
                .isZero();
    }

    @Test
    void aRecordThatIsNotWhatItsTypeSaysStopsTheReader() {
        assertThatThrownBy(() -> house.registry.apply(RegistryRecord.UPSERT, new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> house.registry.apply((byte) 0x7f, new byte[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127");
    }
}
