// The parts of ECharts the dashboard draws with; loaded only when a chart is on the page. SVG prints sharply.
import { BarChart, GraphChart, HeatmapChart, LineChart, TreemapChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GraphChart, HeatmapChart, LineChart, TreemapChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, SVGRenderer])
export { init }
