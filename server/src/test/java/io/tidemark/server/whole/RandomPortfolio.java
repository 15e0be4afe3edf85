package io.tidemark.server.whole;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.v1.Entity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Registers ten components with a server, and makes the plain ones that go with them. */
final class RandomPortfolio {

    private RandomPortfolio() {}

    /** Components of every kind in zones with odd offsets: never installed, installed late, installed twice. */
    static List<PlainComponent> register(TestServer server, SplittableRandom random, long from) {
        List<Entity> entities = new ArrayList<>(List.of(
                Portfolio.provider("grid"),
                Portfolio.intervals("quarters", 900),
                Portfolio.intervalRegister("hours", 3_600),
                Portfolio.intervals("days", 86_400),
                Portfolio.scalarRegister("register"),
                Portfolio.scalars("level")));
        String[] types = {"quarters", "hours", "days", "register", "level"};
        long[] lengths = {900_000, 3_600_000, 86_400_000, 0, 0};
        String[] zones = {"Europe/Stockholm", "Asia/Kathmandu", "America/St_Johns", "UTC"};
        List<PlainComponent> components = new ArrayList<>();
        List<List<Installation>> histories = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            String zone = zones[random.nextInt(zones.length)];
            entities.add(Portfolio.point("sp" + k, zone, "grid"));
            entities.add(Portfolio.configuration("dc" + k));
            entities.add(
                    random.nextInt(5) == 0
                            ? Portfolio.component("mc" + k, types[k % 5])
                            : Portfolio.component("mc" + k, types[k % 5], "dc" + k));
            boolean hasConfiguration = !entities.get(entities.size() - 1)
                    .getMeasuringComponent()
                    .getDeviceConfigurationsList()
                    .isEmpty();
            List<Installation> history = new ArrayList<>();
            long at = from + random.nextInt(12) * 3_600_000L;
            for (int event = random.nextInt(3); event > 0; event--) {
                boolean isOpen = event == 1 && random.nextBoolean();
                long to = isOpen ? Long.MAX_VALUE : at + (10 + random.nextInt(400)) * 3_600_000L + 1_234_000L;
                entities.add(Portfolio.installed("dc" + k, "sp" + k, at, to));
                if (hasConfiguration) {
                    history.add(new Installation(
                            new Period(at, to),
                            new Period(Long.MIN_VALUE, Long.MAX_VALUE),
                            List.of(),
                            ZoneId.of(zone),
                            IncomingDataShift.ALWAYS_STANDARD,
                            k,
                            Double.NaN,
                            Double.NaN));
                }
                at = to == Long.MAX_VALUE ? to : to + random.nextInt(3) * 40_000_000L;
            }
            histories.add(history);
            components.add(null);
            if (lengths[k % 5] > 0) {
                int offset = history.isEmpty()
                        ? 0
                        : ZoneId.of(zone)
                                .getRules()
                                .getStandardOffset(Instant.ofEpochMilli(from))
                                .getTotalSeconds();
                components.set(
                        k,
                        new PlainComponent(
                                "mc" + k,
                                0,
                                IntervalGrid.anchoredAtStandardMidnight(lengths[k % 5], offset),
                                new InstallationHistory(history)));
            }
        }
        server.register(entities.toArray(Entity[]::new));
        for (int k = 0; k < components.size(); k++) {
            IntervalGrid grid = components.get(k) == null ? null : components.get(k).grid;
            components.set(
                    k,
                    new PlainComponent(
                            "mc" + k, server.handle("mc" + k), grid, new InstallationHistory(histories.get(k))));
        }
        return components;
    }
}
