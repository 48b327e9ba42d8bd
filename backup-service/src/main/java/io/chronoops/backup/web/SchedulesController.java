package io.chronoops.backup.web;

import io.chronoops.backup.schedule.ScheduleList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done without anybody asking. */
@RestController
@RequestMapping("/api/v1/schedules")
final class SchedulesController {
    private final ScheduleList schedules;

    SchedulesController(ScheduleList schedules) {
        this.schedules = schedules;
    }

    @GetMapping
    List<ScheduleList.View> all() {
        return schedules.all();
    }
}
