-- A recommendation as bare SQL: everybody of the role, what they have in the period, their projects and time off.
select e.id, e.name, e.email, e.skills, e.contract_pct, e.starts_on, e.ends_on, e.lcat_id
from employee e
where e.role_id = :role or e.id in (select employee_id from assignment where role_id = :role);

select a.employee_id, a.project_id, al.month, al.quarters, o.quarters as full_time
from assignment a
join allocation al on al.assignment_id = a.id
left join month_override o on o.project_id = a.project_id and o.month = al.month
where al.quarters > 0 and al.month between :from and :to
  and a.employee_id in (
    select id from employee where role_id = :role
    union select employee_id from assignment where role_id = :role);

select employee_id, starts_on, ends_on, half_day
from time_off
where ends_on >= :first and starts_on <= :last
  and employee_id in (
    select id from employee where role_id = :role
    union select employee_id from assignment where role_id = :role);
