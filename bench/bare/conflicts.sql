-- The conflict scan as bare SQL: months above capacity, budgets overrun, demand and time off of the period.
-- :months is a list of [month, full-time quarters] pairs.
with m(month, quarters) as materialized (
  select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(:months))
select a.employee_id, al.month, sum(al.quarters * 1.0 / coalesce(o.quarters, m.quarters)) as fte
from allocation al
join m on m.month = al.month
join assignment a on a.id = al.assignment_id
join employee e on e.id = a.employee_id
left join month_override o on o.project_id = a.project_id and o.month = al.month
where al.quarters > 0
group by a.employee_id, al.month
having fte > e.contract_pct / 100.0;

select al.assignment_id, sum(al.quarters) as allocated, min(al.month), max(al.month), a.funded_quarters
from allocation al
join assignment a on a.id = al.assignment_id
where al.quarters > 0
group by al.assignment_id;

select employee_id, starts_on, ends_on, half_day from time_off where ends_on >= :first and starts_on <= :last;

select * from demand where month between :from and :to;
