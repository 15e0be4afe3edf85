package io.tidemark.client.scenario.portfolio;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.IncomingDataShift;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.OffPeriod;
import io.tidemark.v1.RegisterReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads device configurations and where they were installed. */
final class DeviceReader {

    private static final Map<String, IncomingDataShift> SHIFT =
            Words.named(IncomingDataShift.ALWAYS_STANDARD, IncomingDataShift.ALWAYS_LOCAL);

    private DeviceReader() {}

    static DeviceConfiguration configuration(Fields fields) {
        String id = fields.text("id", "");
        // A configuration that names no device stands for a device of its own.
        DeviceConfiguration.Builder configuration =
                DeviceConfiguration.newBuilder().setId(id).setDevice(fields.text("device", id));
        IncomingDataShift shift = fields.oneOf("incomingDataShift", SHIFT);
        if (shift != null) {
            configuration.setIncomingDataShift(shift);
        }
        Instant from = fields.instant("effectiveFrom");
        if (from != null) {
            configuration.setEffectiveFrom(Wire.timestamp(from));
        }
        Instant to = fields.instant("effectiveTo");
        if (to != null) {
            configuration.setEffectiveTo(Wire.timestamp(to));
        }
        fields.end();
        return configuration.build();
    }

    static InstallEvent installEvent(Fields fields) {
        InstallEvent.Builder event = InstallEvent.newBuilder()
                .setId(fields.text("id", ""))
                .setDeviceConfiguration(fields.text("deviceConfiguration", ""))
                .setServicePoint(fields.text("servicePoint", ""));
        Instant installed = fields.instant("installedAt");
        if (installed != null) {
            event.setInstalledAt(Wire.timestamp(installed));
        }
        Instant removed = fields.instant("removedAt");
        if (removed != null) {
            event.setRemovedAt(Wire.timestamp(removed));
        }
        for (Fields off : fields.objects("off")) {
            event.addOff(off(off));
        }
        event.addAllInstallReadings(registers(fields, "installReadings"));
        event.addAllRemovalReadings(registers(fields, "removalReadings"));
        fields.end();
        return event.build();
    }

    private static OffPeriod off(Fields fields) {
        OffPeriod.Builder off = OffPeriod.newBuilder();
        Instant from = fields.instant("from");
        if (from != null) {
            off.setFrom(Wire.timestamp(from));
        }
        Instant to = fields.instant("to");
        if (to != null) {
            off.setTo(Wire.timestamp(to));
        }
        fields.end();
        return off.build();
    }

    /** Registers by component: the keys are the components' ids, a {@code null} was not noted. */
    private static List<RegisterReading> registers(Fields fields, String key) {
        List<RegisterReading> registers = new ArrayList<>();
        Fields byComponent = fields.object(key);
        if (byComponent != null) {
            for (String component : byComponent.keys()) {
                Json value = byComponent.value(component);
                if (value != null) {
                    registers.add(RegisterReading.newBuilder()
                            .setComponent(component)
                            .setValue(byComponent.number(component))
                            .build());
                }
            }
        }
        return registers;
    }
}
