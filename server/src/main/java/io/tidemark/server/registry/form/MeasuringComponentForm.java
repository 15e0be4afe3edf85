package io.tidemark.server.registry.form;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.MeasuringComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Measuring components as messages. */
public final class MeasuringComponentForm {

    private MeasuringComponentForm() {}

    static void check(io.tidemark.v1.MeasuringComponent message, FieldPath path) {
        Fields.checkId(path, "id", message.getId());
        Fields.checkId(path, "type", message.getType());
        List<String> configurations = message.getDeviceConfigurationsList();
        Fields.checkCount(path, "device_configurations", configurations.size(), Limits.COMPONENT_CONFIGURATIONS_MAX);
        Set<String> seen = configurations.size() < 2 ? Set.of() : new HashSet<>();
        for (int i = 0; i < configurations.size(); i++) {
            if (configurations.size() > 1 && !seen.add(configurations.get(i))) {
                throw Refusal.invalid(
                        Reason.DUPLICATE_ENTRY,
                        path.element("device_configurations", i).toString(),
                        '"' + configurations.get(i) + '"',
                        "it is named before; name it once");
            }
        }
        CadenceForm.check(message, path);
    }

    static MeasuringComponent read(io.tidemark.v1.MeasuringComponent message) {
        return new MeasuringComponent(
                message.getId(),
                message.getType(),
                message.getDeviceConfigurationsList(),
                message.getCadence(),
                message.getDueAfter());
    }

    /** The measuring component as a message. */
    public static io.tidemark.v1.MeasuringComponent write(MeasuringComponent component, int handle) {
        return io.tidemark.v1.MeasuringComponent.newBuilder()
                .setId(component.id())
                .setType(component.type())
                .addAllDeviceConfigurations(component.deviceConfigurations())
                .setCadence(component.cadence())
                .setDueAfter(component.dueAfter())
                .setHandle(handle)
                .build();
    }
}
