// What limits may depend on besides kind and place: the class of the customer and his voltage.
export const customerClasses = ['resident', 'low_voltage', 'high_voltage_single', 'high_voltage_double'] as const
export const voltages = ['below_1kv', 'kv_10', 'kv_35', 'kv_110', 'kv_220'] as const
