package io.tidemark.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.journal.v1.EntityKind;
import io.tidemark.journal.v1.RegistryPart;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.PlainRegistry.InForce;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.registry.form.EntityForm;
import io.tidemark.v1.Entity;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.UpsertRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes over a small portfolio, where everything meets everything, against the rules written down plainly. */
class RandomChangesTest {

    private static final int STEPS = 1_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theRegistryAgreesWithThePlainRules(long seed) {
        RandomPortfolio random = new RandomPortfolio(seed);
        House house = new House();
        PlainRegistry plain = new PlainRegistry();
        Map<Integer, Integer> dataSinceRecord = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        List<String> since = List.of();
        for (int step = 0; step < STEPS; step++) {
            String at = "seed " + seed + ", step " + step;
            String expected;
            String actual;
            if (random.chance(4)) {
                EntityDeletion deletion = random.deletion();
                expected = plain.delete(deletion.getKind(), deletion.getId(), house.handlesWithData);
                actual = reasonOf(() -> house.delete(deletion.getKind(), deletion.getId()));
            } else {
                UpsertRequest request = random.upsert();
                expected = plain.upsert(request, house.handlesWithData);
                actual = reasonOf(() -> house.put(request));
            }
            assertThat(actual).as(at).isEqualTo(expected);
            since = assertChangesAreTold(house.registry, since, at);
            reasons.merge(String.valueOf(actual), 1, Integer::sum);
            if (random.chance(12) && plain.nextHandle > 1) {
                int handle = 1 + random.below(plain.nextHandle - 1);
                if (house.registry.components().isRegistered(handle) && house.handlesWithData.add(handle)) {
                    dataSinceRecord.put(handle, house.journal.size());
                }
            }
            if (step % 50 == 49) {
                assertThat(dump(house.registry)).as(at).isEqualTo(dump(plain));
            }
        }
        assertThat(reasons)
                .as("what seed %d came upon", seed)
                .containsKeys(
                        "null",
                        "UNKNOWN_REFERENCE",
                        "INSTALLATIONS_OVERLAP",
                        "COMPONENT_INSTALLED_TWICE",
                        "FIXED_BY_READINGS",
                        "HAS_READINGS",
                        "STILL_IN_USE",
                        "NOT_FOUND");

        assertThat(dump(replayed(house, dataSinceRecord)))
                .as("replayed, seed %d", seed)
                .isEqualTo(dump(plain));
        Registry restored = restored(house);
        assertThat(dump(restored)).as("restored, seed %d", seed).isEqualTo(dump(plain));
        assertThat(restored.components().nextHandle()).isEqualTo(plain.nextHandle);
    }

    /** What is said of each component, by handle; of each that differs from before, the registry says that it changed. */
    private static List<String> assertChangesAreTold(Registry registry, List<String> before, String at) {
        ComponentTable components = registry.components();
        List<String> now = new ArrayList<>();
        for (int handle = 0; handle < components.nextHandle(); handle++) {
            boolean isRegistered = components.isRegistered(handle);
            String said = isRegistered
                    ? components.cadence(handle)
                            + components.dueAfter(handle)
                            + components.type(handle)
                            + components.shape(handle)
                            + components.provider(handle)
                            + registry.zone(handle)
                            + registry.installations(handle)
                            + registry.type(components.type(handle))
                    : "";
            now.add(said);
            if (!said.equals(handle < before.size() ? before.get(handle) : "")) {
                assertThat(Math.max(components.changedIn(handle), registry.typesChangedIn()))
                        .as("%s, handle %d now %s", at, handle, said)
                        .isEqualTo(registry.changes());
            }
        }
        return now;
    }

    private static String reasonOf(Runnable change) {
        Throwable thrown = catchThrowable(change::run);
        if (thrown != null && !(thrown instanceof Refusal)) {
            throw new AssertionError(thrown);
        }
        return thrown == null ? null : ((Refusal) thrown).reason();
    }

    private static Registry replayed(House house, Map<Integer, Integer> dataSinceRecord) {
        Set<Integer> withData = new HashSet<>();
        Registry registry = new Registry(withData::contains);
        for (int i = 0; i <= house.journal.size(); i++) {
            int record = i;
            dataSinceRecord.forEach((handle, since) -> {
                if (since == record) {
                    withData.add(handle);
                }
            });
            if (i < house.journal.size()) {
                registry.apply(house.journal.get(i).type(), house.journal.get(i).payload());
            }
        }
        return registry;
    }

    private static Registry restored(House house) {
        List<RegistryPart> parts = new ArrayList<>();
        house.registry.writeSnapshot(parts::add);
        Registry registry = new Registry(house.handlesWithData::contains);
        parts.forEach(registry::restore);
        return registry;
    }

    /** Everything one can see of a registry, as text by key. */
    private static Map<String, String> dump(Registry registry) {
        Map<String, String> seen = new TreeMap<>();
        RegistryLister lister = new RegistryLister(registry, new ReentrantReadWriteLock().readLock());
        for (EntityKind kind : EntityKind.values()) {
            if (kind != EntityKind.ENTITY_KIND_UNSPECIFIED && kind != EntityKind.UNRECOGNIZED) {
                for (Entity entity : lister.list(kind, ListEntitiesRequest.getDefaultInstance(), () -> false)
                        .entities()) {
                    RegistryEntity read = EntityForm.read(entity);
                    seen.put(PlainRegistry.key(read), read.toString());
                }
            }
        }
        ComponentTable components = registry.components();
        for (int handle = 1; handle < components.nextHandle(); handle++) {
            if (components.isRegistered(handle)) {
                int point = components.servicePoint(handle);
                int provider = components.provider(handle);
                List<Installation> installations = registry.history(handle).installations();
                seen.put(
                        "columns of " + components.id(handle),
                        handle + " " + components.shape(handle) + " "
                                + (point < 0 ? "" : registry.servicePoint(point).id()) + " "
                                + (provider < 0
                                        ? ""
                                        : registry.provider(provider).id()) + " "
                                + installations.stream()
                                        .map(one -> one.inForce() + " " + one.zone() + " " + one.shift())
                                        .toList());
                boolean isInstalled = !installations.isEmpty();
                long from = isInstalled
                        ? installations.get(installations.size() - 1).inForce().fromMillis()
                        : 0;
                assertThat(components.isInLatestInstallation(handle, from)).isEqualTo(isInstalled);
            }
        }
        return seen;
    }

    private static Map<String, String> dump(PlainRegistry plain) {
        Map<String, String> seen = new TreeMap<>();
        plain.entities.forEach((key, entity) -> seen.put(key, entity.toString()));
        for (MeasuringComponent component : plain.all(MeasuringComponent.class)) {
            List<InForce> inForce = plain.inForce(component);
            ServicePoint point = inForce.isEmpty()
                    ? null
                    : plain.get(
                            ServicePoint.class,
                            inForce.get(inForce.size() - 1).event().servicePoint());
            seen.put(
                    "columns of " + component.id(),
                    plain.handles.get(component.id()) + " " + plain.shape(component) + " "
                            + (point == null ? "" : point.id()) + " " + (point == null ? "" : point.provider()) + " "
                            + inForce.stream()
                                    .map(one -> one.period() + " "
                                            + plain.get(
                                                            ServicePoint.class,
                                                            one.event().servicePoint())
                                                    .zone()
                                            + " "
                                            + plain.get(
                                                            io.tidemark.server.registry.entity.DeviceConfiguration
                                                                    .class,
                                                            one.event().deviceConfiguration())
                                                    .shift())
                                    .toList());
        }
        return seen;
    }
}
