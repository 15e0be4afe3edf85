package io.tidemark.client.scenario.portfolio;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a portfolio from the keys of a file's outermost object; keys that belong to others stay untouched. */
public final class PortfolioReader {

    /** The word that clears a latest contiguous measurement. */
    public static final String UNSET = "UNSET";

    private final List<Entity> entities = new ArrayList<>();
    private final Map<String, MeasuringComponentType> types = new HashMap<>();
    private final Map<String, ComponentShape> shapes = new LinkedHashMap<>();
    private final List<TideMark> tideMarks = new ArrayList<>();

    private PortfolioReader() {}

    /**
     * Reads the portfolio.
     *
     * @throws io.tidemark.client.scenario.json.FileProblem when a key in it is unknown or its value of the wrong type
     */
    public static Portfolio read(Fields file) {
        return new PortfolioReader().readAll(file);
    }

    private Portfolio readAll(Fields file) {
        Optional<MasterConfiguration> master =
                Optional.ofNullable(file.object("masterConfiguration")).map(PortfolioReader::master);
        Optional<FeatureConfiguration> feature =
                Optional.ofNullable(file.object("featureConfiguration")).map(PortfolioReader::feature);
        for (Fields provider : file.objects("providers")) {
            entities.add(Entity.newBuilder().setProvider(provider(provider)).build());
        }
        for (Fields type : file.objects("measuringComponentTypes")) {
            MeasuringComponentType read = TypeReader.read(type);
            types.put(read.getId(), read);
            entities.add(Entity.newBuilder().setMeasuringComponentType(read).build());
        }
        for (Fields point : file.objects("servicePoints")) {
            entities.add(Entity.newBuilder()
                    .setServicePoint(ServicePointReader.read(point))
                    .build());
        }
        for (Fields configuration : file.objects("deviceConfigurations")) {
            entities.add(Entity.newBuilder()
                    .setDeviceConfiguration(DeviceReader.configuration(configuration))
                    .build());
        }
        for (Fields component : file.objects("measuringComponents")) {
            entities.add(Entity.newBuilder()
                    .setMeasuringComponent(component(component))
                    .build());
        }
        for (Fields event : file.objects("installEvents")) {
            entities.add(Entity.newBuilder()
                    .setInstallEvent(DeviceReader.installEvent(event))
                    .build());
        }
        return new Portfolio(entities, master, feature, shapes, tideMarks);
    }

    private static MasterConfiguration master(Fields fields) {
        MasterConfiguration master = MasterConfiguration.newBuilder()
                .setFillMissingDataWithZero(fields.flag("fillMissingDataWithZero"))
                .build();
        fields.end();
        return master;
    }

    private static FeatureConfiguration feature(Fields fields) {
        FeatureConfiguration.Builder feature = FeatureConfiguration.newBuilder();
        Integer hours = fields.integer("hoursInPastToRetrieveLastUsableMeasurement");
        if (hours != null) {
            feature.setHoursInPastToRetrieveLastUsableMeasurement(hours);
        }
        fields.end();
        return feature.build();
    }

    private static Provider provider(Fields fields) {
        Provider provider = Provider.newBuilder()
                .setId(fields.text("id", ""))
                .setName(fields.text("name", ""))
                .build();
        fields.end();
        return provider;
    }

    private MeasuringComponent component(Fields fields) {
        MeasuringComponent component = MeasuringComponent.newBuilder()
                .setId(fields.text("id", ""))
                .setType(fields.text("type", ""))
                .addAllDeviceConfigurations(fields.texts("deviceConfigurations"))
                .setCadence(fields.text("cadence", ""))
                .setDueAfter(fields.text("dueAfter", ""))
                .build();
        String mark = fields.text("latestContiguous");
        if (mark != null) {
            tideMarks.add(new TideMark(
                    component.getId(), mark.equals(UNSET) ? null : fields.instantOf("latestContiguous", mark)));
        }
        fields.end();
        shapes.put(component.getId(), shapeOf(types.get(component.getType())));
        return component;
    }

    private static ComponentShape shapeOf(MeasuringComponentType type) {
        if (type == null || type.getKind() != ComponentKind.INTERVAL) {
            return ComponentShape.UNKNOWN;
        }
        return new ComponentShape(
                true,
                Duration.ofSeconds(
                        type.getInterval().getSeconds(), type.getInterval().getNanos()));
    }
}
