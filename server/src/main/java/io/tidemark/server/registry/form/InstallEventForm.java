package io.tidemark.server.registry.form;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.RegisterNote;
import io.tidemark.v1.OffPeriod;
import io.tidemark.v1.RegisterReading;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Install events as messages. */
public final class InstallEventForm {

    private InstallEventForm() {}

    static void check(io.tidemark.v1.InstallEvent message, FieldPath path) {
        Fields.checkId(path, "device_configuration", message.getDeviceConfiguration());
        Fields.checkId(path, "service_point", message.getServicePoint());
        if (!message.hasInstalledAt()) {
            throw Fields.missing(path, "installed_at");
        }
        Fields.checkInstant(path, "installed_at", message.getInstalledAt());
        Fields.checkPeriod(
                path, "removed_at", true, message.getInstalledAt(), message.hasRemovedAt(), message.getRemovedAt());
        Fields.checkId(path, "id", idOf(message), Limits.EVENT_ID_CHARS_MAX);
        checkOff(message, path);
        check(message.getInstallReadingsList(), "install_readings", path);
        check(message.getRemovalReadingsList(), "removal_readings", path);
    }

    /** The id that was given, or else the configuration's with the instant of the installation. */
    private static String idOf(io.tidemark.v1.InstallEvent message) {
        return message.getId().isEmpty()
                ? message.getDeviceConfiguration() + "@" + Fields.text(Fields.millis(message.getInstalledAt()))
                : message.getId();
    }

    private static void checkOff(io.tidemark.v1.InstallEvent message, FieldPath path) {
        Fields.checkCount(path, "off", message.getOffCount(), Limits.OFF_PERIODS_MAX);
        Period installed = installed(message);
        for (int i = 0; i < message.getOffCount(); i++) {
            OffPeriod off = message.getOff(i);
            FieldPath at = path.element("off", i);
            if (!off.hasFrom()) {
                throw Fields.missing(at, "from");
            }
            Fields.checkInstant(at, "from", off.getFrom());
            Fields.checkPeriod(at, "to", true, off.getFrom(), off.hasTo(), off.getTo());
            long from = Fields.millis(off.getFrom());
            if (!installed.contains(from)) {
                throw outside(at, "from", from, installed);
            }
            if (off.hasTo() && Fields.millis(off.getTo()) > installed.toMillis()) {
                throw outside(at, "to", Fields.millis(off.getTo()), installed);
            }
        }
        List<Period> ascending = off(message);
        for (int i = 1; i < ascending.size(); i++) {
            if (ascending.get(i).fromMillis() < ascending.get(i - 1).toMillis()) {
                throw Refusal.invalid(
                        Reason.OFF_PERIODS_OVERLAP,
                        path.field("off").toString(),
                        Fields.text(ascending.get(i).fromMillis()),
                        "it was switched off already since "
                                + Fields.text(ascending.get(i - 1).fromMillis())
                                + "; off periods must not overlap");
            }
        }
    }

    private static Refusal outside(FieldPath at, String name, long value, Period installed) {
        String end = installed.toMillis() == Period.STILL_OPEN ? "without end" : Fields.text(installed.toMillis());
        return Refusal.invalid(
                        Reason.OFF_PERIOD_OUTSIDE_INSTALLATION,
                        at.field(name).toString(),
                        Fields.text(value),
                        "it must lie inside the installation, " + Fields.text(installed.fromMillis()) + " to " + end)
                .with("limit", Fields.text(installed.fromMillis()) + " to " + end);
    }

    private static void check(List<RegisterReading> readings, String name, FieldPath path) {
        Fields.checkCount(path, name, readings.size(), Limits.REGISTER_READINGS_MAX);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < readings.size(); i++) {
            RegisterReading reading = readings.get(i);
            FieldPath at = path.element(name, i);
            Fields.checkId(at, "component", reading.getComponent());
            if (!Double.isFinite(reading.getValue())) {
                throw Refusal.invalid(
                        Reason.OUT_OF_RANGE,
                        at.field("value").toString(),
                        reading.getValue(),
                        "a noted register is a finite number");
            }
            if (!seen.add(reading.getComponent())) {
                throw Refusal.invalid(
                        Reason.DUPLICATE_ENTRY,
                        at.field("component").toString(),
                        '"' + reading.getComponent() + '"',
                        "its register is noted before; note it once");
            }
        }
    }

    static InstallEvent read(io.tidemark.v1.InstallEvent message) {
        return new InstallEvent(
                idOf(message),
                message.getDeviceConfiguration(),
                message.getServicePoint(),
                installed(message),
                off(message),
                read(message.getInstallReadingsList()),
                read(message.getRemovalReadingsList()));
    }

    private static Period installed(io.tidemark.v1.InstallEvent message) {
        return Fields.period(true, message.getInstalledAt(), message.hasRemovedAt(), message.getRemovedAt());
    }

    private static List<Period> off(io.tidemark.v1.InstallEvent message) {
        return message.getOffList().stream()
                .map(off -> Fields.period(true, off.getFrom(), off.hasTo(), off.getTo()))
                .sorted(Comparator.comparingLong(Period::fromMillis))
                .toList();
    }

    private static List<RegisterNote> read(List<RegisterReading> readings) {
        return readings.stream()
                .map(reading -> new RegisterNote(reading.getComponent(), reading.getValue()))
                .toList();
    }

    /** The install event as a message. */
    public static io.tidemark.v1.InstallEvent write(InstallEvent event) {
        io.tidemark.v1.InstallEvent.Builder message = io.tidemark.v1.InstallEvent.newBuilder()
                .setId(event.id())
                .setDeviceConfiguration(event.deviceConfiguration())
                .setServicePoint(event.servicePoint())
                .setInstalledAt(Fields.timestamp(event.installed().fromMillis()));
        if (event.installed().toMillis() != Period.STILL_OPEN) {
            message.setRemovedAt(Fields.timestamp(event.installed().toMillis()));
        }
        for (Period off : event.off()) {
            OffPeriod.Builder one = message.addOffBuilder().setFrom(Fields.timestamp(off.fromMillis()));
            if (off.toMillis() != Period.STILL_OPEN) {
                one.setTo(Fields.timestamp(off.toMillis()));
            }
        }
        event.installReadings().forEach(note -> message.addInstallReadings(write(note)));
        event.removalReadings().forEach(note -> message.addRemovalReadings(write(note)));
        return message.build();
    }

    private static RegisterReading write(RegisterNote note) {
        return RegisterReading.newBuilder()
                .setComponent(note.component())
                .setValue(note.value())
                .build();
    }
}
