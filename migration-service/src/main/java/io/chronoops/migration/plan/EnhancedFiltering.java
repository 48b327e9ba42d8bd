package io.chronoops.migration.plan;

import static io.chronoops.migration.step.Column.nullable;
import static io.chronoops.migration.step.Column.varchar;

import io.chronoops.migration.step.AddColumns;
import io.chronoops.migration.step.AddForeignKeyNotValid;
import io.chronoops.migration.step.Analyze;
import io.chronoops.migration.step.Assigned;
import io.chronoops.migration.step.Assigned.When;
import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.Column;
import io.chronoops.migration.step.CreateIndexConcurrently;
import io.chronoops.migration.step.DropColumns;
import io.chronoops.migration.step.DropConstraint;
import io.chronoops.migration.step.DropIndex;
import io.chronoops.migration.step.GuardLength;
import io.chronoops.migration.step.NarrowVarchar;
import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.TableName;
import io.chronoops.migration.step.ValidateConstraint;
import io.chronoops.migration.step.WidenVarchar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The enhanced filtering of scrape_pages: why a page was filtered, by whom overridden, how important it is. */
final class EnhancedFiltering {
    private static final TableName PAGES = TableName.of("scrape_pages");
    private static final String PAGE_KEY = "fk_scrape_pages_page_id";
    private static final int STATUS_WAS = 20;
    private static final int STATUS_IS = 30;
    private static final String NEW_ROWS_PRIORITY = "5";
    private static final String HTML_PRIORITY = "6"; // most pages of a web archive: so most rows need no update

    private EnhancedFiltering() {}

    static Plan plan() {
        return new Plan(
                "enhanced-filtering",
                "Filter reason, category, overrides and priority of scrape_pages, for the filtering dashboard",
                PAGES,
                apply(),
                rollback());
    }

    private static List<Step> apply() {
        var steps = new ArrayList<Step>();
        steps.add(new AddColumns(PAGES, columns()));
        steps.add(new WidenVarchar(PAGES, "status", STATUS_IS));
        steps.add(backfill("assign-existing-rows"));
        indexes().forEach((name, columns) -> steps.add(new CreateIndexConcurrently(PAGES, name, columns)));
        steps.add(new AddForeignKeyNotValid(PAGES, PAGE_KEY, "page_id", TableName.of("pages"), "id", "SET NULL"));
        steps.add(new ValidateConstraint(PAGES, PAGE_KEY));
        steps.add(backfill("assign-rows-added-meanwhile"));
        steps.add(new Analyze(PAGES, columns().stream().map(Column::name).toList()));
        return steps;
    }

    private static List<Step> rollback() {
        var steps = new ArrayList<Step>();
        steps.add(new GuardLength(PAGES, "status", STATUS_WAS));
        indexes().keySet().forEach(name -> steps.add(new DropIndex(PAGES, name)));
        steps.add(new DropConstraint(PAGES, PAGE_KEY));
        steps.add(new DropColumns(PAGES, columns().stream().map(Column::name).toList()));
        steps.add(new NarrowVarchar(PAGES, "status", STATUS_WAS));
        return steps;
    }

    private static List<Column> columns() {
        return List.of(
                nullable("filter_reason", varchar(100)),
                nullable("filter_category", varchar(50)),
                nullable("filter_details", "text"),
                nullable("is_manually_overridden", "boolean").standard("false").required(),
                nullable("original_filter_decision", varchar(100)),
                nullable("priority_score", "integer")
                        .standard(NEW_ROWS_PRIORITY)
                        .existing(HTML_PRIORITY),
                nullable("can_be_manually_processed", "boolean")
                        .standard("true")
                        .required(),
                nullable("page_id", "integer"));
    }

    private static Map<String, List<String>> indexes() {
        var indexes = new LinkedHashMap<String, List<String>>();
        indexes.put("ix_scrape_pages_filter_category", List.of("filter_category"));
        indexes.put("ix_scrape_pages_filter_reason", List.of("filter_reason"));
        indexes.put("ix_scrape_pages_priority_score", List.of("priority_score"));
        indexes.put("ix_scrape_pages_page_id", List.of("page_id"));
        indexes.put("ix_scrape_pages_status_filter_category", List.of("status", "filter_category"));
        indexes.put("ix_scrape_pages_manual_override", List.of("is_manually_overridden", "can_be_manually_processed"));
        indexes.put(
                "ix_scrape_pages_filtering_dashboard",
                List.of("domain_id", "status", "filter_category", "priority_score"));
        return indexes;
    }

    private static Backfill backfill(String name) {
        return new Backfill(
                name,
                PAGES,
                List.of(
                        new Assigned(
                                "priority_score",
                                List.of(HTML_PRIORITY, NEW_ROWS_PRIORITY),
                                List.of(
                                        new When("is_duplicate", "2"),
                                        new When("is_list_page", "3"),
                                        new When("is_pdf AND content_length > 1000000", "8"),
                                        new When("mime_type LIKE 'application/pdf%'", "7"),
                                        new When("mime_type LIKE 'text/html%'", HTML_PRIORITY)),
                                "5"),
                        new Assigned(
                                "filter_category",
                                List.of("NULL"),
                                List.of(
                                        new When("is_duplicate", "'duplicate'"),
                                        new When("is_list_page", "'list_page'"),
                                        new When("is_pdf", "'document'")),
                                "NULL"),
                        new Assigned(
                                "filter_reason",
                                List.of("NULL"),
                                List.of(
                                        new When("is_duplicate", "'Content hash duplication detected'"),
                                        new When("is_list_page", "'Identified as navigation/list page'"),
                                        new When("is_pdf", "'PDF document detected'")),
                                "NULL")),
                "is_manually_overridden");
    }
}
