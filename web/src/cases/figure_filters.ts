// Filters that come with a figure of the board or a report; a person does not set them one by one.
export const figureFilters = ['watch', 'as_of', 'holder_id', 'holder_unit_id', 'duty_state', 'duty_kind', 'duty_officer_id', 'duty_unit_id', 'answered', 'returned_from', 'satisfaction', 'returned_by_unit_id', 'returned_to_unit_id'] as const
