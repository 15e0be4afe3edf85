package io.tidemark.server.registry;

import static io.tidemark.server.registry.Messages.at;
import static io.tidemark.server.registry.Messages.component;
import static io.tidemark.server.registry.Messages.configuration;
import static io.tidemark.server.registry.Messages.point;
import static io.tidemark.server.registry.Messages.provider;
import static io.tidemark.server.registry.Messages.scalars;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.RegisterReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionTest {

    private final House house = new House();

    @BeforeEach
    void build() {
        house.put(
                provider("grid-a"),
                point("sp1", "UTC", "grid-a"),
                scalars("read"),
                configuration("dc1", "meter-1"),
                Entity.newBuilder()
                        .setInstallEvent(InstallEvent.newBuilder()
                                .setId("e1")
                                .setDeviceConfiguration("dc1")
                                .setServicePoint("sp1")
                                .setInstalledAt(at("2026-04-01T00:00:00Z"))
                                .addInstallReadings(RegisterReading.newBuilder().setComponent("mc1")))
                        .build(),
                component("mc1", "read", "dc1"));
    }

    @Test
    void nothingIsDeletedWhileSomethingRefersToIt() {
        assertInUse(EntityKind.PROVIDER, "grid-a", "1 service points name it");
        assertInUse(EntityKind.SERVICE_POINT, "sp1", "1 install events name it");
        assertInUse(EntityKind.MEASURING_COMPONENT_TYPE, "read", "1 measuring components are of it");
        assertInUse(EntityKind.DEVICE_CONFIGURATION, "dc1", "1 install events name it");
        assertInUse(EntityKind.MEASURING_COMPONENT, "mc1", "1 install events note a register of it");

        house.delete(EntityKind.INSTALL_EVENT, "e1");
        assertInUse(EntityKind.DEVICE_CONFIGURATION, "dc1", "1 measuring components name it");
        assertThat(house.registry.history(house.handle("mc1")).isEmpty()).isTrue();

        house.delete(EntityKind.MEASURING_COMPONENT, "mc1");
        house.delete(EntityKind.DEVICE_CONFIGURATION, "dc1");
        house.delete(EntityKind.MEASURING_COMPONENT_TYPE, "read");
        house.delete(EntityKind.SERVICE_POINT, "sp1");
        house.delete(EntityKind.PROVIDER, "grid-a");
        assertThat(house.registry.tables().devices.size()).isZero();
        assertThat(house.registry.tables().registerNotes).isEmpty();
        assertThat(house.registry.components().registeredCount()).isZero();
    }

    @Test
    void aComponentWithReadingsIsNotDeletedEvenWhenTheyCameAfterTheCheck() {
        house.delete(EntityKind.INSTALL_EVENT, "e1");
        house.putReadingsOf("mc1");

        Refusal refusal = house.refusalOfDeletion(EntityKind.MEASURING_COMPONENT, "mc1");
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FAILED_PRECONDITION);
        assertThat(refusal.reason()).isEqualTo("HAS_READINGS");
        Outcome late = house.apply(
                RegistryRecord.DELETE,
                io.tidemark.journal.v1.EntityDeletion.newBuilder()
                        .setKind(EntityKind.MEASURING_COMPONENT)
                        .setId("mc1")
                        .build());
        assertThat(late.isRefused()).isTrue();
        assertThat(house.handle("mc1")).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (EntityKind kind : EntityKind.values()) {
            if (kind != EntityKind.ENTITY_KIND_UNSPECIFIED && kind != EntityKind.UNRECOGNIZED) {
                Refusal refusal = house.refusalOfDeletion(kind, "nobody");
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
                assertThat(refusal.getMessage()).contains("\"nobody\"");
            }
        }
    }

    private void assertInUse(EntityKind kind, String id, String by) {
        Refusal refusal = house.refusalOfDeletion(kind, id);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FAILED_PRECONDITION);
        assertThat(refusal.reason()).isEqualTo("STILL_IN_USE");
        assertThat(refusal.getMessage()).contains(by);
    }
}
