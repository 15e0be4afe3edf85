package io.tidemark.server.monitoring;

import io.tidemark.server.metering.review.ReviewSchedule;
import io.tidemark.server.metering.review.disturbance.DisturbanceSettings;

/**
 * Settings of monitoring.
 *
 * @param tickSeconds how often streams are looked at by themselves; 0: never, only by request
 * @param reviewsItself whether the monthly review runs by the schedule
 * @param schedule when it does
 * @param disturbances what makes a disturbance
 */
public record MonitoringSettings(
        int tickSeconds, boolean reviewsItself, ReviewSchedule schedule, DisturbanceSettings disturbances) {}
