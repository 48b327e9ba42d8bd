-- The rules of the migration as one statement, against what the rows have. Rows that the application has filtered since are left out.
SELECT count(*) FROM scrape_pages s, LATERAL (SELECT
    CASE WHEN is_duplicate THEN 2 WHEN is_list_page THEN 3 WHEN is_pdf AND content_length > 1000000 THEN 8
         WHEN mime_type LIKE 'application/pdf%' THEN 7 WHEN mime_type LIKE 'text/html%' THEN 6 ELSE 5 END,
    CASE WHEN is_duplicate THEN 'duplicate' WHEN is_list_page THEN 'list_page' WHEN is_pdf THEN 'document' END,
    CASE WHEN is_duplicate THEN 'Content hash duplication detected' WHEN is_list_page THEN 'Identified as navigation/list page'
         WHEN is_pdf THEN 'PDF document detected' END) wanted (priority, category, reason)
WHERE id <= :rows AND filter_reason IS DISTINCT FROM 'by rule'
  AND (priority_score, filter_category, filter_reason) IS DISTINCT FROM (priority, category, reason);
