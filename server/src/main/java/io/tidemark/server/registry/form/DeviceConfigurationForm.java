package io.tidemark.server.registry.form;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.registry.entity.DeviceConfiguration;

/** Device configurations as messages. */
public final class DeviceConfigurationForm {

    private DeviceConfigurationForm() {}

    static void check(io.tidemark.v1.DeviceConfiguration message, FieldPath path) {
        Fields.checkId(path, "id", message.getId());
        Fields.checkId(path, "device", message.getDevice());
        Fields.checkKnown(
                path,
                "incoming_data_shift",
                message.getIncomingDataShiftValue(),
                message.getIncomingDataShift() != io.tidemark.v1.IncomingDataShift.UNRECOGNIZED);
        if (message.hasEffectiveFrom()) {
            Fields.checkInstant(path, "effective_from", message.getEffectiveFrom());
        }
        Fields.checkPeriod(
                path,
                "effective_to",
                message.hasEffectiveFrom(),
                message.getEffectiveFrom(),
                message.hasEffectiveTo(),
                message.getEffectiveTo());
    }

    static DeviceConfiguration read(io.tidemark.v1.DeviceConfiguration message) {
        Period effective = message.hasEffectiveFrom() || message.hasEffectiveTo()
                ? Fields.period(
                        message.hasEffectiveFrom(),
                        message.getEffectiveFrom(),
                        message.hasEffectiveTo(),
                        message.getEffectiveTo())
                : DeviceConfiguration.FOR_EVER;
        return new DeviceConfiguration(
                message.getId(),
                message.getDevice(),
                message.getIncomingDataShift() == io.tidemark.v1.IncomingDataShift.ALWAYS_LOCAL
                        ? IncomingDataShift.ALWAYS_LOCAL
                        : IncomingDataShift.ALWAYS_STANDARD,
                effective);
    }

    /** The device configuration as a message. */
    public static io.tidemark.v1.DeviceConfiguration write(DeviceConfiguration configuration) {
        io.tidemark.v1.DeviceConfiguration.Builder message = io.tidemark.v1.DeviceConfiguration.newBuilder()
                .setId(configuration.id())
                .setDevice(configuration.device())
                .setIncomingDataShift(
                        switch (configuration.shift()) {
                            case ALWAYS_LOCAL -> io.tidemark.v1.IncomingDataShift.ALWAYS_LOCAL;
                            case ALWAYS_STANDARD -> io.tidemark.v1.IncomingDataShift.ALWAYS_STANDARD;
                        });
        if (configuration.effective().fromMillis() != Period.NO_BEGINNING) {
            message.setEffectiveFrom(Fields.timestamp(configuration.effective().fromMillis()));
        }
        if (configuration.effective().toMillis() != Period.STILL_OPEN) {
            message.setEffectiveTo(Fields.timestamp(configuration.effective().toMillis()));
        }
        return message.build();
    }
}
